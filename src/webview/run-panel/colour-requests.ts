// Asks for what the points can be coloured by beside their class, once it is wanted and a map is shown:
// no map waits for it.
import { batch, effect } from '@preact/signals';
import { groupings } from './groupings';
import { guarded } from './guarded';
import { host } from './requests';
import * as state from './state';

/** Columns of numbers that the table shows: more have no room. */
export const TABLE_COLUMNS = 6;
/** Milliseconds that the pointer rests on a point before it is asked what is around it. */
const REST = 60;

/** Until the panel ends. */
export function askForColours(): void {
  effect(() => {
    if (state.map.value && state.columns.peek() === undefined) void loadColumns();
  });
  effect(() => {
    for (const name of wantedColumns()) loadColumn(name);
  });
  effect(() => {
    const { map, epoch, colourBy, asTable } = state;
    const wanted = colourBy.value === 'cluster' || asTable.value || isHiddenByKept('cluster');
    // On the map of the samples themselves these are the encoder's as well: so one sees what it parts.
    const shown = map.value && (map.value.epoch || epoch.value);
    loadClusters(wanted ? shown : undefined);
  });
  effect(() => {
    const { hovered, epoch, run } = state;
    const own = (hovered.value ?? 0) < (run.value?.samples.count ?? 0);
    loadNeighbourhood(own ? hovered.value : undefined, epoch.value);
  });
  effect(() => {
    const { map, colourBy } = state;
    loadTestSamples(colourBy.value === 'split' ? map.value?.epoch : undefined);
  });
}

async function loadColumns(): Promise<void> {
  await guarded('column', async () => {
    state.columns.value = await host.request('columns', {});
  });
  const { value: chosen } = state.colourColumn;
  // A kept place may name a column that is no longer there.
  const known = state.columns.value?.some(({ name }) => name === chosen);
  if (chosen !== undefined && known === false) state.colourBy.value = 'class';
}

/** A kept filter hides some of these groups before they were ever shown. */
const isHiddenByKept = (kind: state.GroupKind): boolean =>
  state.hidden.value[kind].size > 0 && groupings[kind].value === undefined;

/** Those that the colours, the table, filters or the anchor's facts need. */
function wantedColumns(): readonly string[] {
  const all = state.columns.value ?? [];
  const chosen = state.colourColumn.value;
  const split = all.filter(({ kind }) => kind === 'split');
  const inTable = state.asTable.value ? [...numberColumns().slice(0, TABLE_COLUMNS), ...split] : [];
  const splitShown = state.colourBy.value === 'split' || state.anchor.value !== undefined;
  const ofSplit = splitShown || isHiddenByKept('split') ? split : [];
  const filtering = all.filter(({ name }) => state.ranges.value.has(name));
  const known = all.some(({ name }) => name === chosen);
  const names = [...inTable, ...ofSplit, ...filtering].map(({ name }) => name);
  return known && chosen !== undefined ? [chosen, ...names] : names;
}

export const numberColumns = () =>
  (state.columns.value ?? []).filter(({ kind }) => kind === 'number');

const askedColumns = new Set<string>();

function loadColumn(name: string): void {
  if (askedColumns.has(name)) return;
  askedColumns.add(name);
  void guarded('column', async () => {
    try {
      const column = await host.request('column', { name });
      state.columnValues.value = new Map(state.columnValues.peek()).set(name, column);
    } catch (error) {
      // Tried again when it is chosen again.
      askedColumns.delete(name);
      throw error;
    }
  });
}

let clustersRequest = new AbortController();
let clustersEpoch: number | undefined;

/** Of undefined: what is under way goes on, for it will be wanted again. */
function loadClusters(epoch: number | undefined): void {
  const known = state.clusters.peek()?.epoch;
  if (epoch === undefined || epoch === known || epoch === clustersEpoch) return;
  clustersRequest.abort();
  clustersRequest = new AbortController();
  clustersEpoch = epoch;
  const { signal } = clustersRequest;
  void guarded('clusters', async () => {
    const found = await host.request('clusters', { epoch }, signal);
    batch(() => {
      state.clustersBefore.value = groupings.cluster.peek();
      state.clusters.value = found;
      if (state.clusterEpoch.peek() === epoch) return;
      // Numbers of another epoch are of other clusters.
      state.hide('cluster', new Set());
      state.granted.value = { ...state.granted.peek(), cluster: [] };
      state.clusterEpoch.value = epoch;
    });
  }).finally(() => {
    if (!signal.aborted) clustersEpoch = undefined;
  });
}

let testRequest = new AbortController();

/** The map stands without them; that of the samples themselves has none. */
function loadTestSamples(epoch: number | undefined): void {
  testRequest.abort();
  if (epoch === undefined || epoch === 0 || epoch === state.testSamples.peek()?.epoch) return;
  testRequest = new AbortController();
  void host.request('testSamples', { epoch }, testRequest.signal).then(
    (found) => {
      state.testSamples.value = found;
    },
    () => undefined,
  );
}

let neighbourhoodRequest = new AbortController();
let restTimer = 0;

function loadNeighbourhood(index: number | undefined, epoch: number | undefined): void {
  neighbourhoodRequest.abort();
  window.clearTimeout(restTimer);
  if (index === undefined || epoch === undefined) return;
  neighbourhoodRequest = new AbortController();
  const { signal } = neighbourhoodRequest;
  restTimer = window.setTimeout(() => {
    // The card stands without it.
    void host.request('neighbourhood', { index, epoch }, signal).then(
      (found) => {
        state.neighbourhood.value = found;
      },
      () => undefined,
    );
  }, REST);
}
