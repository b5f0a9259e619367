// Stands in for the editor and the extension inside the page: gives the view its `acquireVsCodeApi`
// and answers the run panel from made-up data. The page's address says what run it is; tests reach
// it as `window.fakeHost`.
import { Connection } from '../../../src/protocol/connection';
import type { RunPanelEvents, RunPanelRequests } from '../../../src/protocol/run-panel';
import { RunData, type RunSettings } from './run-data';

type Nothing = Record<string, never>;
type HostConnection = Connection<Nothing, Nothing, RunPanelRequests, RunPanelEvents>;

export interface FakeHost {
  /** Names of the requests that came, in order. */
  readonly asked: string[];
  readonly connection: HostConnection;
  /** From now on the run has this many epochs, or this state. */
  change(settings: Partial<RunSettings>): void;
}

declare global {
  interface Window {
    fakeHost: FakeHost;
    acquireVsCodeApi: () => unknown;
  }
}

const KEPT = 'kept state';
const address = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(address.get(name) ?? otherwise);

let settings: RunSettings = {
  samples: number('samples', 2900),
  classes: number('classes', 10),
  epochs: number('epochs', 40),
  epochsDone: number('epochsDone', 24),
  state: (address.get('state') ?? 'training') as RunSettings['state'],
  kind: address.get('kind') === 'vector' ? 'vector' : 'image',
};
let data = new RunData(settings);
const theme = address.get('theme') ?? 'vscode-dark';
document.documentElement.dataset.theme = theme;
document.body.className = theme;

let listener: (message: unknown) => void = () => undefined;
const connection: HostConnection = new Connection({
  // As in a real window: what goes through is copied.
  post: (message) => {
    window.postMessage(structuredClone(message), '*');
  },
  listen: (theirs) => {
    listener = theirs;
  },
});

const asked: string[] = [];
window.fakeHost = {
  asked,
  connection,
  change(changed) {
    settings = { ...settings, ...changed };
    data = new RunData(settings);
    connection.send('changed', {});
  },
};
window.acquireVsCodeApi = () => ({
  postMessage: (message: { name?: string }) => {
    if (message.name !== undefined) asked.push(message.name);
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      listener(copy);
    });
  },
  // Outlives a reload of the page, as the editor's does.
  getState: () => JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as unknown,
  setState: (state: unknown) => {
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  },
});

const asIs = (params: unknown): never => params as never;
const yes = (): boolean => true;
connection.answer('ready', asIs, () => ({
  run: data.snapshot().path,
  search: address.has('search'),
  trusted: true,
}));
connection.answer('snapshot', asIs, () => data.snapshot());
connection.answer('map', asIs, ({ epoch }) => {
  if (address.has('failMap')) throw new Error(`Epoch ${epoch} has no vectors.`);
  return data.map(epoch);
});
connection.answer('anchor', asIs, (query) => data.anchor(query.index, query.epoch, query.top));
connection.answer('cosines', asIs, ({ index }) => data.cosines(index));
connection.answer('pictures', asIs, ({ indices }) => indices.map((index) => data.picture(index)));
connection.answer('views', asIs, ({ index }) => ({
  views: ['crop 0.75', 'crop 0.92, flip'].map((description) => ({
    ...data.picture(index),
    description,
  })),
}));
connection.answer('search', asIs, ({ text, most }) => data.search(text, most));
connection.answer('quality', asIs, () => ({
  anchors: 200,
  auroc: 0.81,
  calibrationError: 0.09,
  precision: 0.86,
  flaggedPairs: 412,
}));
connection.answer('currentConfig', asIs, () =>
  data.snapshot().config.replace('temperature: 0.5', 'temperature: 0.2'),
);
connection.answer('stop', asIs, yes);
connection.answer('resume', asIs, yes);
connection.answer('showLog', asIs, yes);
connection.answer('openSample', asIs, yes);
connection.answer('openConfig', asIs, yes);
connection.answer('saveFile', asIs, yes);

if (settings.state === 'training')
  setTimeout(() => {
    connection.send('progress', {
      phase: 'training',
      done: 4,
      total: 11,
      epoch: settings.epochsDone + 1,
      epochs: settings.epochs,
      loss: 4.955,
      samplesPerSecond: 2558,
      timeLeft: 20,
      device: 'CPU, 2 threads',
    });
  }, 50);
