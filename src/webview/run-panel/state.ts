// The panel's one state. Views draw from it and change it; they never talk to each other. Only
// `Place` is kept with the panel, never data (see `kept-place.ts`).
import { computed, signal } from '@preact/signals';
import type { AnchorReport, RunSnapshot } from '../../protocol/run-view';
import type {
  ColumnName,
  Neighbourhood,
  RunMap,
  SampleClusters,
  SampleColumn,
  TestSamples,
} from '../../protocol/sample-places';
import type { TrainingProgress } from '../../protocol/training';

/** An anchor that was left, and the rank it was left at. */
export interface TrailStep {
  readonly anchor: number;
  readonly rank: number;
}

/** What the points' colours say: a group that they belong to, the anchor's flags, its cosines … */
export const colourings = ['class', 'split', 'cluster', 'flag', 'difficulty'] as const;
/** … or the numbers of a column of the data. */
export type ColourBy = (typeof colourings)[number] | `column:${string}`;
/** Groups into which all samples fall. */
export type GroupKind = 'class' | 'split' | 'cluster';

type ByKind<T> = Readonly<Record<GroupKind, T>>;

// What the person chose.
/** Row of the training data; undefined: none. */
export const anchor = signal<number | undefined>(undefined);
/** The negative in focus, from 1. */
export const rank = signal(1);
/** Of the map and the ranks, from 1; undefined while nothing is stored. */
export const epoch = signal<number | undefined>(undefined);
/** The playhead follows the newest epoch. */
export const live = signal(true);
/** Groups whose samples are not shown, whatever the colours say. */
export const hidden = signal<ByKind<ReadonlySet<number>>>({
  ...{ class: new Set(), split: new Set(), cluster: new Set() },
});
/** Groups that were given a colour of their own, though they are not among the largest. */
export const granted = signal<ByKind<readonly number[]>>({ class: [], split: [], cluster: [] });
/** The epoch whose clusters these are: another one has others. */
export const clusterEpoch = signal<number | undefined>(undefined);
/** Only samples whose number in a column lies within, both ends included, are shown. */
export const ranges = signal<ReadonlyMap<string, readonly [low: number, high: number]>>(new Map());
export const colourBy = signal<ColourBy>('class');
export const trail = signal<readonly TrailStep[]>([]);
/** Rows caught by the lasso. */
export const caught = signal<readonly number[]>([]);
export const hovered = signal<number | undefined>(undefined);
export const tab = signal<'explore' | 'config'>('explore');
/** In the narrow form the anchor and the curves share a place. */
export const lowerTab = signal<'anchor' | 'curves'>('anchor');
/** What the map arranges: what the encoder makes of the samples, or these themselves. */
export const mapOf = signal<'encoder' | 'input'>('encoder');
/** The map as a table. */
export const asTable = signal(false);
export const showPictures = signal(false);
/** Rises each time the search field should take the focus. */
export const searchWanted = signal(0);

// What the run's process said.
export const run = signal<RunSnapshot | undefined>(undefined);
export const progress = signal<TrainingProgress | undefined>(undefined);
export const map = signal<RunMap | undefined>(undefined);
export const report = signal<AnchorReport | undefined>(undefined);
/** Cosine of each sample with an anchor; asked for only where it is shown. */
export const cosines = signal<
  { readonly anchor: number; readonly values: Float32Array } | undefined
>(undefined);
/** On the map where it is coloured by split. */
export const testSamples = signal<TestSamples | undefined>(undefined);
/** Of the epoch of the map, or of the one before while these are sought. */
export const clusters = signal<SampleClusters | undefined>(undefined);
/** Those that were shown before: clusters keep their colours from epoch to epoch. */
export const clustersBefore = signal<
  { readonly of: Int32Array; readonly slots: readonly number[] } | undefined
>(undefined);
/** Undefined until they are known. */
export const columns = signal<readonly ColumnName[] | undefined>(undefined);
/** Those that were asked for, by name. */
export const columnValues = signal<ReadonlyMap<string, SampleColumn>>(new Map());
/** Around the sample under the pointer. */
export const neighbourhood = signal<Neighbourhood | undefined>(undefined);
/** What is being made and takes long. */
export const working = signal<{ what: string; done: number; total: number } | undefined>(undefined);
/** What may fail on its own. */
export type Subject = 'map' | 'anchor' | 'run' | 'cosines' | 'clusters' | 'column';
/** Sentences where something failed, by what it was for. */
export const failures = signal<Readonly<Partial<Record<Subject, string>>>>({});
export const trusted = signal(true);

/** The negative in focus. */
export const focused = computed(() => report.value?.negatives.find((n) => n.rank === rank.value));

/** Whose places the map should show: an epoch's, or 0 for those of the samples themselves. */
export const mapWanted = computed(() => (mapOf.value === 'input' ? 0 : epoch.value));

/** Those that the map shows now: their rows follow those of the run's samples. */
export const testOnMap = computed(() => {
  const found = testSamples.value;
  const there = colourBy.value === 'split' && found?.epoch === map.value?.epoch;
  return there ? found : undefined;
});

/** The column whose numbers are the colours. */
export const colourColumn = computed(() =>
  colourBy.value.startsWith('column:') ? colourBy.value.slice('column:'.length) : undefined,
);

export function hide(kind: GroupKind, groups: ReadonlySet<number>): void {
  hidden.value = { ...hidden.value, [kind]: groups };
}

/** Makes a sample the anchor; the old one joins the trail. */
export function chooseAnchor(index: number): void {
  const old = anchor.value;
  if (old === index) return;
  if (old !== undefined) trail.value = [...trail.value, { anchor: old, rank: rank.value }];
  anchor.value = index;
  rank.value = 1;
}

/** Back along the trail, to the rank it was left at. */
export function goBack(): void {
  const last = trail.value.at(-1);
  if (!last) return;
  trail.value = trail.value.slice(0, -1);
  anchor.value = last.anchor;
  rank.value = last.rank;
}

/** Scrubbing leaves Live; the newest stored epoch returns to it. */
export function chooseEpoch(chosen: number): void {
  const stored = run.value?.vectorEpochs ?? [];
  // First of all whether it follows: what is asked for the epoch depends on it.
  live.value = chosen === stored.at(-1);
  epoch.value = chosen;
  mapOf.value = 'encoder';
}
