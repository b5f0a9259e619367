// Stands in for the editor and the extension inside the page: gives the view its `acquireVsCodeApi`
// and answers the run panel from made-up data. The page's address says what run it is; tests reach
// it as `window.fakeHost`.
import type { Connection } from '../../../src/protocol/connection';
import type { RunPanelEvents, RunPanelRequests } from '../../../src/protocol/run-panel';
import { address, asIs, openFakeWindow, type Asked } from './fake-window';
import { clustersOf, columnNames, columnOf, testSamplesOf } from './colour-data';
import { RunData, type RunSettings } from './run-data';

type Nothing = Record<string, never>;
type HostConnection = Connection<Nothing, Nothing, RunPanelRequests, RunPanelEvents>;

export interface FakeHost {
  /** Names of the requests that came, in order. */
  readonly asked: readonly string[];
  readonly requests: readonly Asked[];
  readonly connection: HostConnection;
  /** From now on the run has this many epochs, or this state. */
  change(settings: Partial<RunSettings>): void;
  /** Lets go of the answer that the page's address holds back. */
  release?: () => void;
  /** From now on the config file has this text; undefined: it is gone. */
  changeConfig(text: string | undefined): void;
}

declare global {
  interface Window {
    fakeHost: FakeHost;
  }
}

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
let currentConfig: string | undefined = data
  .snapshot()
  .config.replace('temperature: 0.5', 'temperature: 0.2');
const { connection, requests } = openFakeWindow<RunPanelRequests, RunPanelEvents>();

window.fakeHost = {
  get asked() {
    return requests.map(({ name }) => name);
  },
  requests,
  connection,
  change(changed) {
    settings = { ...settings, ...changed };
    data = new RunData(settings);
    connection.send('changed', {});
  },
  changeConfig(text) {
    currentConfig = text;
    connection.send('configChanged', {});
  },
};
/** Answers to these wait until the test lets them go. */
const held = (name: string): Promise<void> =>
  address.get('hold') === name
    ? new Promise((resolve) => {
        window.fakeHost.release = resolve;
      })
    : Promise.resolve();
const yes = (): boolean => true;
connection.answer('ready', asIs, () => {
  if (settings.state === 'training') setTimeout(sendProgress);
  return { run: data.snapshot().path, search: address.has('search'), trusted: true };
});
connection.answer('snapshot', asIs, () => ({
  ...data.snapshot(),
  ...(address.has('every') && { vectorsEvery: number('every', 1) }),
  ...(address.has('overridden') && {
    otherSettings: [
      { setting: 'encoder.widths', ran: '[ 16, 32 ]', written: '[ 32, 64 ]' },
      { setting: 'train.epochs', ran: '8', written: '25' },
      { setting: 'encoder.depth', ran: '3' },
    ],
  }),
}));
connection.answer('map', asIs, ({ epoch }) => {
  if (address.has('failMap')) throw new Error(`Epoch ${epoch} has no vectors.`);
  return data.map(epoch);
});
connection.answer('inputMap', asIs, async () => {
  await held('inputMap');
  return { ...data.map(0.01), epoch: 0 };
});
connection.answer('testSamples', asIs, ({ epoch }) => testSamplesOf(data, epoch));
connection.answer('clusters', asIs, async ({ epoch }) => {
  await held('clusters');
  return clustersOf(data, epoch);
});
connection.answer('columns', asIs, () => columnNames(data));
connection.answer('column', asIs, ({ name }) => columnOf(data, name));
connection.answer('neighbourhood', asIs, ({ index, epoch }) => {
  const { nearestLabels, flagged, negatives } = data.anchor(index, epoch, 20);
  return { index, epoch, nearestLabels, flagged: { count: flagged, of: negatives.length } };
});
connection.answer('anchor', asIs, (query) => data.anchor(query.index, query.epoch, query.top));
connection.answer('cosines', asIs, ({ index }) => data.cosines(index));
connection.answer('pictures', asIs, ({ indices }) => indices.map((index) => data.picture(index)));
connection.answer('vectors', asIs, ({ indices }) => indices.map((index) => data.vector(index)));
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
connection.answer('currentConfig', asIs, () => currentConfig);
connection.answer('stop', asIs, yes);
connection.answer('resume', asIs, yes);
connection.answer('showLog', asIs, yes);
connection.answer('openSample', asIs, yes);
connection.answer('openConfig', asIs, yes);
connection.answer('restoreConfig', asIs, yes);
connection.answer('trainConfig', asIs, yes);
connection.answer('saveFile', asIs, yes);

/** Once the view listens: it does when it says that it is ready. */
function sendProgress(): void {
  connection.send('progress', {
    phase: 'training',
    done: 11 * settings.epochsDone + 4,
    total: 11 * settings.epochs,
    epoch: settings.epochsDone + 1,
    epochs: settings.epochs,
    loss: 4.955,
    samplesPerSecond: 2558,
    timeLeft: 20,
    device: 'CPU, 2 threads',
  });
}
