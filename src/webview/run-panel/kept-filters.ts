// Which samples are shown, and which groups have a colour of their own: as it is kept with the panel.
import { isNumber, isObject, isPlace, isRow, those, type Found } from './kept-checks';
import * as state from './state';

type Groups = Readonly<Record<state.GroupKind, readonly number[]>>;
type Range = readonly [column: string, low: number, high: number];

export interface KeptFilters {
  readonly hidden: Groups;
  readonly granted: Groups;
  readonly ranges: readonly Range[];
  /** Whose clusters these are. */
  readonly clusterEpoch?: number | undefined;
}

export function filtersNow(): KeptFilters {
  const { hidden, granted, ranges, clusterEpoch } = state;
  return {
    hidden: ofKinds((kind) => [...hidden.value[kind]]),
    granted: granted.value,
    ranges: [...ranges.value].map(([column, [low, high]]) => [column, low, high]),
    clusterEpoch: clusterEpoch.value,
  };
}

export function restoreFilters(kept: Found): void {
  const { hidden, granted } = kept;
  if (isObject(hidden))
    state.hidden.value = ofKinds((kind) => new Set(those(hidden[kind], isGroup)));
  if (isObject(granted)) state.granted.value = ofKinds((kind) => those(granted[kind], isRow));
  const ranges = those(kept.ranges, isRange);
  state.ranges.value = new Map(ranges.map(([column, low, high]) => [column, [low, high]]));
  if (isPlace(kept.clusterEpoch)) state.clusterEpoch.value = kept.clusterEpoch;
}

const ofKinds = <T>(of: (kind: state.GroupKind) => T): Readonly<Record<state.GroupKind, T>> => ({
  ...{ class: of('class'), split: of('split'), cluster: of('cluster') },
});

/** −1: samples that are in no group. */
const isGroup = (value: unknown): value is number => isRow(value) || value === -1;
const isRange = (value: unknown): value is Range =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  isNumber(value[1]) &&
  isNumber(value[2]) &&
  value[1] <= value[2];
