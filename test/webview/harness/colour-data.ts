// What the made-up run's points can be coloured by beside their class.
import { Random } from '../../../src/engine/random/random';
import type {
  ColumnName,
  SampleClusters,
  SampleColumn,
  TestSamples,
} from '../../../src/protocol/sample-places';
import type { RunData } from './run-data';

/** Of the samples every eleventh has no height. */
const MISSING = 11;

/** Only of runs whose data have no split of their own: 300, each beside a sample of the run. */
export function testSamplesOf(data: RunData, epoch: number): TestSamples | undefined {
  const { kind, labels = new Int32Array() } = data.snapshot().samples;
  if (kind === 'image') return undefined;
  const { positions } = data.map(epoch);
  return {
    epoch,
    positions: positions.slice(0, 600).map((place) => Math.min(1, place + 0.1)),
    names: Array.from({ length: 300 }, (_, row) => `test/${row}`),
    labels: labels.slice(0, 300),
  };
}

/** Clusters are classes, but for two that hold together. */
export function clustersOf(data: RunData, epoch: number): SampleClusters {
  const { labels = new Int32Array(), classes } = data.snapshot().samples;
  const joined = labels.map((label) => (label === 1 ? 0 : label));
  const found = [...classes.keys()]
    .filter((label) => joined.includes(label))
    .map((label) => ({
      label,
      size: joined.filter((each) => each === label).length,
      count: labels.filter((each) => each === label).length,
    }))
    .sort((a, b) => b.size - a.size);
  const places = new Map(found.map(({ label }, place) => [label, place]));
  return {
    epoch,
    of: joined.map((label) => places.get(label) ?? 0),
    clusters: found.map(({ label, size, count }) => ({ size, majority: { label, count } })),
  };
}

export const columnNames = (data: RunData): readonly ColumnName[] =>
  data.snapshot().samples.kind === 'vector'
    ? []
    : [
        { name: 'source', kind: 'split' },
        { name: 'height', kind: 'number' },
        { name: 'year', kind: 'number' },
      ];

export function columnOf(data: RunData, name: string): SampleColumn {
  const { count, labels = new Int32Array() } = data.snapshot().samples;
  const random = Random.stream(1, name);
  if (name === 'source') {
    const of = Int32Array.from({ length: count }, (_, row) => (row % 50 === 0 ? -1 : row % 3));
    return { kind: 'split', name, parts: ['Kew', 'Leiden', 'Paris'], of };
  }
  const values = Float64Array.from({ length: count }, (_, row) => {
    if (name === 'year') return 1900 + random.integer(120);
    return row % MISSING === 0 ? NaN : 2 * (labels[row] + random.uniform());
  });
  return { kind: 'number', name, values };
}
