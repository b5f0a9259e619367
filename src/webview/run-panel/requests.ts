// The panel's conversation with the extension: what changes in the state is asked for here.
import { effect } from '@preact/signals';
import type { RunPanelEvents, RunPanelRequests } from '../../protocol/run-panel';
import { connectToHost } from '../shared/host';
import { askAnchor, followEstimates } from './ask-anchor';
import { guarded, without } from './guarded';
import { keepPlace } from './kept-place';
import { Pursuit } from './pursuit';
import * as state from './state';

export const host = connectToHost<RunPanelRequests, RunPanelEvents>();

/** Starts listening, loads the run, and keeps map and anchor in step with the state. */
export async function begin(): Promise<void> {
  host.on('progress', (progress) => {
    state.progress.value = progress;
  });
  host.on('working', (working) => {
    state.working.value = working.done < working.total ? working : undefined;
  });
  followEstimates(host);
  host.on('changed', () => void loadSnapshot());
  host.on('search', () => {
    state.searchWanted.value++;
  });
  const start = await host.request('ready', {});
  state.trusted.value = start.trusted;
  keepPlace(start.run);
  await loadSnapshot();
  if (start.search) state.searchWanted.value++;
  effect(() => {
    loadMap(state.mapWanted.value);
  });
  effect(() => {
    loadAnchor(state.anchor.value, state.epoch.value);
  });
  effect(() => {
    if (state.colourBy.value === 'difficulty')
      void loadCosines(state.anchor.value, state.epoch.value);
  });
}

/** Leaves what is being arranged: the map that is shown stays, and so does its epoch. */
export function cancelMap(): void {
  const shown = state.map.value?.epoch;
  if (shown === 0) state.mapOf.value = 'input';
  else if (shown !== undefined) state.chooseEpoch(shown);
  else {
    mapPursuit.stop();
    state.mapOf.value = 'encoder';
  }
  state.working.value = undefined;
}

async function loadSnapshot(): Promise<void> {
  await guarded('run', async () => {
    const snapshot = await host.request('snapshot', {});
    const waited = state.run.peek()?.vectorEpochs.length === 0;
    state.run.value = snapshot;
    if (snapshot.state !== 'training') state.progress.value = undefined;
    const stored = snapshot.vectorEpochs;
    // The first map of the encoder is what was waited for.
    if (waited && stored.length > 0) state.mapOf.value = 'encoder';
    // A kept place may name an epoch or a sample that is no longer there.
    if (state.epoch.value !== undefined && !stored.includes(state.epoch.value))
      state.live.value = true;
    if (state.live.value) state.epoch.value = stored.at(-1);
    if ((state.anchor.value ?? 0) >= snapshot.samples.count) state.anchor.value = undefined;
  });
}

/** Of an anchor, where there is one. */
interface Question {
  readonly epoch: number;
  readonly index?: number;
}

/** The person follows the training, and looks at the same thing. */
const follows = (question: Question, before: Question): boolean =>
  state.live.peek() && question.index === before.index;

const mapPursuit = new Pursuit<Question>(
  ({ epoch }, signal) =>
    guarded('map', async () => {
      state.map.value = await (epoch === 0
        ? host.request('inputMap', {}, signal)
        : host.request('map', { epoch }, signal));
    }),
  (question, before) =>
    follows(question, before) && (question.epoch === 0) === (before.epoch === 0),
);

function loadMap(epoch: number | undefined): void {
  if (epoch !== undefined) mapPursuit.pursue({ epoch });
  else {
    mapPursuit.stop();
    state.map.value = undefined;
    state.failures.value = without(state.failures.peek(), 'map');
  }
}

const anchorPursuit = new Pursuit<Required<Question>>(
  (question, signal) => guarded('anchor', () => askAnchor(host, question, signal)),
  follows,
);

function loadAnchor(index: number | undefined, epoch: number | undefined): void {
  if (index !== undefined && epoch !== undefined) anchorPursuit.pursue({ index, epoch });
  else {
    anchorPursuit.stop();
    state.report.value = undefined;
  }
}

/** Once more, where the negatives or their probabilities failed. */
export function askAnchorAgain(): void {
  loadAnchor(state.anchor.value, state.epoch.value);
}

let cosinesRequest = new AbortController();
async function loadCosines(index: number | undefined, epoch: number | undefined): Promise<void> {
  cosinesRequest.abort();
  cosinesRequest = new AbortController();
  if (index === undefined || epoch === undefined) return;
  const { signal } = cosinesRequest;
  await guarded('cosines', async () => {
    const values = await host.request('cosines', { index, epoch }, signal);
    state.cosines.value = { anchor: index, values };
  });
}
