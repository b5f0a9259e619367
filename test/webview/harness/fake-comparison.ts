// Answers the comparison of runs from made-up data. Tests reach it as `window.fakeComparison`.
import type {
  ComparedRun,
  Comparison,
  ComparisonEvents,
  ComparisonRequests,
} from '../../../src/protocol/comparison';
import { asIs, openFakeWindow, type FakeWindow } from './fake-window';
import { madeUpRows } from './made-up-rows';

declare global {
  interface Window {
    fakeComparison: FakeWindow<ComparisonRequests, ComparisonEvents>;
  }
}

const run = (name: string, place: number, epochs: number, live = false): ComparedRun => ({
  id: `run-${place}`,
  name,
  created: `2026-01-0${place + 1}T12:00:00Z`,
  live,
  epochs: 40,
  metrics: madeUpRows(epochs, place),
});

const comparison: Comparison = {
  runs: [
    run('fashion-hcl', 0, 24, true),
    run('fashion-hcl-t0.2', 1, 40),
    run('fashion-debiased', 2, 40),
    run('fashion-simclr', 3, 40),
  ],
  differences: [
    { setting: 'objective.temperature', values: ['0.5', '0.2', '0.5', '0.5'] },
    { setting: 'negatives.weighting', values: ['hard', 'hard', 'debiased', 'uniform'] },
    { setting: 'negatives.tau_plus', values: ['0.1', '0.1', '0.1', undefined] },
    { setting: 'negatives.beta', values: ['1', '1', undefined, undefined] },
  ],
};

const fake = openFakeWindow<ComparisonRequests, ComparisonEvents>();
window.fakeComparison = fake;
fake.connection.answer('ready', asIs, () => comparison);
fake.connection.answer('openRun', asIs, () => true);
fake.connection.answer('addRuns', asIs, () => true);
fake.connection.answer('saveFile', asIs, () => true);
