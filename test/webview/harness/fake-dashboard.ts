// Answers the dashboard from made-up runs. The page's address says what is there: `workspace` (none,
// empty), `untrusted`, `noConfig`. Tests reach it as `window.fakeDashboard`.
import type {
  DashboardEvents,
  DashboardRequests,
  DashboardRun,
  DashboardSnapshot,
} from '../../../src/protocol/dashboard';
import { address, asIs, openFakeWindow, type FakeWindow } from './fake-window';
import { madeUpRows } from './made-up-rows';

export interface FakeDashboard extends FakeWindow<DashboardRequests, DashboardEvents> {
  readonly snapshot: DashboardSnapshot;
}

declare global {
  interface Window {
    fakeDashboard: FakeDashboard;
  }
}

interface MadeUp extends Pick<DashboardRun, 'name' | 'state'> {
  readonly minutes: number;
  readonly done: number;
  readonly knn?: number;
  readonly error?: string;
}

const madeUp: readonly MadeUp[] = [
  { name: 'fashion-hcl', state: 'training', minutes: 1, done: 24, knn: 0.76 },
  {
    name: 'fashion-t0.0115',
    state: 'failed',
    minutes: 1,
    done: 0,
    error: 'The loss is not a number at step 1',
  },
  { name: 'fashion-hcl-t0.2', state: 'finished', minutes: 2, done: 40, knn: 0.764 },
  { name: 'fashion-lr-3e5', state: 'collapsed', minutes: 2, done: 40, knn: 0.607 },
  { name: 'fashion-hcl-b2', state: 'stopped', minutes: 4, done: 17, knn: 0.761 },
  { name: 'fashion-debiased', state: 'finished', minutes: 6, done: 40, knn: 0.763 },
  { name: 'fashion-simclr', state: 'finished', minutes: 11, done: 40, knn: 0.756 },
];

function runOf({ name, state, minutes, done, knn, error }: MadeUp, place: number): DashboardRun {
  return {
    id: `run-${place}`,
    name,
    state,
    created: new Date(Date.now() - 60_500 * minutes).toISOString(),
    epochsDone: done,
    epochs: 40,
    losses: Float32Array.from(madeUpRows(done, place), ({ loss }) => loss),
    device: 'CPU, 2 threads',
    ...(error !== undefined && { error }),
    ...(knn !== undefined && { best: { metric: 'knn_top1', value: knn, epoch: done } }),
    ...(state === 'training' && {
      progress: { phase: 'training', done: 268, total: 440, epoch: 25, epochs: 40, timeLeft: 20 },
    }),
  };
}

const workspace = address.get('workspace') ?? 'ready';
const snapshot: DashboardSnapshot = {
  workspace: workspace === 'none' || workspace === 'empty' ? workspace : 'ready',
  trusted: !address.has('untrusted'),
  hasConfig: !address.has('noConfig'),
  runs: workspace === 'ready' ? madeUp.map(runOf) : [],
};

const fake = openFakeWindow<DashboardRequests, DashboardEvents>();
window.fakeDashboard = { ...fake, snapshot };
fake.connection.answer('ready', asIs, () => snapshot);
fake.connection.answer('act', asIs, () => true);
