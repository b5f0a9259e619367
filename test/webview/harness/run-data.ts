// A run that never happened, equal for equal settings: classes as clouds that part as epochs go by,
// pictures as small shapes, and what the reading process would say of them.
import { Random } from '../../../src/engine/random/random';
import type { AnchorReport, Picture, RunSnapshot } from '../../../src/protocol/run-view';
import type { RunMap } from '../../../src/protocol/sample-places';

export interface RunSettings {
  readonly samples: number;
  readonly classes: number;
  readonly epochs: number;
  readonly epochsDone: number;
  readonly state: RunSnapshot['state'];
  readonly kind: 'image' | 'vector';
}

const names = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];
const DIMENSIONS = 8;
const SIDE = 28;
const CONFIG = 'data:\n  train: ./images\nobjective: { name: info-nce, temperature: 0.5 }\n';

export class RunData {
  private readonly labels: Int32Array;
  private readonly final: Float32Array;
  private readonly vectors: Float32Array;
  private readonly names: readonly string[];

  constructor(private readonly settings: RunSettings) {
    const { samples, classes } = settings;
    const random = Random.stream(1, 'labels');
    this.labels = Int32Array.from({ length: samples }, () => random.integer(classes));
    this.names = Array.from(this.labels, (_, i) => `train/${String(i).padStart(5, '0')}.png`);
    this.final = clouds(this.labels, classes);
    this.vectors = directions(this.labels, classes);
  }

  snapshot(): RunSnapshot {
    const { settings } = this;
    const metrics = Array.from({ length: settings.epochsDone }, (_, i) => metricsOf(i + 1));
    const knn = metrics.at(-1)?.knn_top1;
    return {
      id: 'run',
      path: '/workspace/.negative-space/runs/20260101T000000Z-fashion',
      name: 'fashion-hcl',
      state: settings.state,
      ...(settings.state === 'failed' && { error: 'The loss is not a number since epoch 3.' }),
      device: 'CPU, 2 threads',
      created: '2026-01-01T00:00:00Z',
      epochsDone: settings.epochsDone,
      epochs: settings.epochs,
      seed: 1,
      metrics,
      best: knn === undefined ? {} : { knn_top1: { value: knn, epoch: settings.epochsDone } },
      vectorEpochs: storedEpochs(settings.epochsDone),
      vectorsEvery: 1,
      config: CONFIG,
      otherSettings: [],
      samples: {
        kind: settings.kind,
        count: settings.samples,
        names: this.names,
        classes: Array.from(
          { length: settings.classes },
          (_, i) => names.at(i) ?? `Class ${i + 1}`,
        ),
        labels: this.labels,
        shape: settings.kind === 'image' ? [SIDE, SIDE, 1] : [DIMENSIONS],
      },
      problems: [],
    };
  }

  map(epoch: number): RunMap {
    const random = Random.stream(1, 'noise');
    const parted = 1 - Math.exp(-epoch / 6);
    const positions = this.final.map((place) => {
      const mixed = place * parted + 0.4 * random.normal() * (1 - parted);
      return Math.min(1, Math.max(-1, mixed));
    });
    const method = this.settings.samples < 15 ? 'pca' : 'umap';
    return { epoch, positions, method, neighboursKept: 0.55 + 0.3 * parted };
  }

  /** NaN for the anchor itself. */
  cosines(anchor: number): Float32Array {
    const { vectors } = this;
    const own = vectors.subarray(anchor * DIMENSIONS, (anchor + 1) * DIMENSIONS);
    return Float32Array.from(this.labels, (_, row) => {
      let sum = 0;
      for (let d = 0; d < DIMENSIONS; d++) sum += own[d] * vectors[row * DIMENSIONS + d];
      return row === anchor ? NaN : sum;
    });
  }

  anchor(index: number, epoch: number, top: number): AnchorReport {
    const cosines = this.cosines(index);
    const rows = Array.from(cosines.keys()).filter((row) => row !== index);
    const hardest = rows.sort((a, b) => cosines[b] - cosines[a]).slice(0, top);
    const histogram = new Uint32Array(80);
    for (const row of rows) histogram[Math.min(79, Math.floor((cosines[row] + 1) * 40))]++;
    const nearestLabels: Record<number, number> = {};
    for (const row of hardest.slice(0, 20))
      nearestLabels[this.labels[row]] = (nearestLabels[this.labels[row]] ?? 0) + 1;
    const negatives = hardest.map((row, i) => this.negative(index, row, i + 1, cosines[row]));
    return {
      index,
      epoch,
      viewCosine: 0.88,
      negatives,
      negativesCount: rows.length,
      histogram,
      nearestLabels,
      clamped: false,
      provisional: true,
      threshold: 0.8,
      flagged: negatives.filter(({ flagged }) => flagged).length,
    };
  }

  picture(index: number): Picture {
    return { index, width: SIDE, height: SIDE, pixels: drawn(this.labels[index], index) };
  }

  /** What a sample of vectors holds. */
  vector(index: number): Float32Array {
    return this.vectors.slice(index * DIMENSIONS, (index + 1) * DIMENSIONS);
  }

  search(text: string, most: number): readonly number[] {
    const wanted = text.toLowerCase();
    const { classes } = this.snapshot().samples;
    const hit = (row: number): boolean =>
      this.names[row].includes(wanted) || classes[this.labels[row]].toLowerCase().includes(wanted);
    return Array.from(this.labels.keys()).filter(hit).slice(0, most);
  }

  private negative(
    anchor: number,
    index: number,
    rank: number,
    cosine: number,
  ): AnchorReport['negatives'][number] {
    const same = this.labels[anchor] === this.labels[index];
    const probability = Math.max(0.05, Math.min(0.97, 0.92 - 0.012 * rank - (same ? 0 : 0.08)));
    return {
      index,
      rank,
      cosine,
      weight: 4.4 - 0.05 * rank,
      gradientShare: 0.009 - 0.0002 * rank,
      probability,
      band: [probability - 0.05, Math.min(1, probability + 0.04)],
      flagged: probability >= 0.8,
      reasons: [
        { speaks: 'for', sentence: 'Nearer than the anchor’s own two views' },
        { speaks: 'for', sentence: '13 of the 20 nearest neighbours are shared' },
        same
          ? { speaks: 'for', sentence: 'Both are labelled alike' }
          : { speaks: 'against', sentence: 'Labels differ' },
      ],
    };
  }
}

/** Every epoch up to the fifth, then every second. */
function storedEpochs(done: number): readonly number[] {
  const all = Array.from({ length: done }, (_, i) => i + 1);
  return all.filter((epoch) => epoch <= 5 || epoch % 2 === 0 || epoch === done);
}

function metricsOf(epoch: number): Readonly<Record<string, number>> {
  const learnt = 1 - Math.exp(-epoch / 8);
  return {
    epoch,
    loss: 6.035 - 1.2 * learnt,
    learning_rate: 1e-3 * Math.min(epoch / 5, 1),
    knn_top1: 0.42 + 0.36 * learnt,
    alignment: 0.05 + 0.4 * learnt,
    uniformity: -0.07 - 3 * learnt,
    effective_rank: 4 + 40 * learnt,
    samples_per_second: 2500 + 60 * Math.sin(epoch),
  };
}

/** Each class a bent band of points; neighbours in the order of classes lie near each other. */
function clouds(labels: Int32Array, classes: number): Float32Array {
  const random = Random.stream(1, 'clouds');
  const bands = Array.from({ length: classes }, (_, i) => ({
    x: 0.66 * Math.cos((2 * Math.PI * i) / classes) + 0.12 * random.normal(),
    y: 0.6 * Math.sin((2 * Math.PI * i) / classes) + 0.12 * random.normal(),
    turn: random.uniform(0, Math.PI),
    bend: random.uniform(-0.25, 0.25),
  }));
  const places = new Float32Array(labels.length * 2);
  labels.forEach((label, row) => {
    const { x, y, turn, bend } = bands[random.chance(0.06) ? (label + 1) % classes : label];
    const along = random.uniform(-0.2, 0.2);
    const aside = 0.035 * random.normal() + bend * (along * along * 20 - 0.3);
    places[2 * row] = x + along * Math.cos(turn) - aside * Math.sin(turn);
    places[2 * row + 1] = y + along * Math.sin(turn) + aside * Math.cos(turn);
  });
  return places;
}

/** A unit vector for each sample, around one of its class. */
function directions(labels: Int32Array, classes: number): Float32Array {
  const random = Random.stream(1, 'directions');
  const middles = Array.from({ length: classes * DIMENSIONS }, () => random.normal());
  const vectors = new Float32Array(labels.length * DIMENSIONS);
  labels.forEach((label, row) => {
    const own = Array.from(
      { length: DIMENSIONS },
      (_, d) => middles[label * DIMENSIONS + d] + 0.5 * random.normal(),
    );
    const length = Math.hypot(...own);
    vectors.set(
      own.map((value) => value / length),
      row * DIMENSIONS,
    );
  });
  return vectors;
}

/** A class's shape in grey on black, a little different for each sample. */
function drawn(label: number, index: number): Uint8ClampedArray {
  const random = Random.stream(1, 'picture', index);
  const [size, tone] = [random.uniform(8, 12), random.uniform(150, 235)];
  const [waves, flat] = [2 + (label % 5), 0.6 + 0.08 * label];
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const [dx, dy] = [(x - 13.5) / flat, y - 13.5];
      const edge = size * (1 + 0.22 * Math.cos(waves * Math.atan2(dy, dx)));
      const grey = Math.hypot(dx, dy) < edge ? tone - 3 * ((x * 7 + y * 3) % 11) : 0;
      pixels.set([grey, grey, grey, 255], 4 * (y * SIDE + x));
    }
  return pixels;
}
