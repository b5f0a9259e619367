// Small data for each way of making positives: samples that share what cannot be seen in one alone.
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { Random } from '../../../src/engine/random/random';
import type { PairList } from '../../../src/engine/train/relations/pair-list';
import type { TrainingData } from '../../../src/engine/train/data/training-data';
import { imagesOf, twoClasses, vectorsOf } from './memory-dataset';

export interface RelatedCase {
  /** `positives.from` */
  readonly from: string;
  readonly data: TrainingData;
  readonly sections: Record<string, string>;
}

const count = 48;

/** Hidden causes [count, 3], one for every `shared` samples. */
function causes(name: string, shared = 1): Float32Array {
  const random = Random.stream(5, 'causes', name);
  const drawn = Float32Array.from({ length: (count / shared) * 3 }, () => random.normal());
  return Float32Array.from(
    { length: count * 3 },
    (_, i) => drawn[Math.floor(i / 3 / shared) * 3 + (i % 3)],
  );
}

/** Vectors of `width` features: a fixed mixture of three causes, and a little noise. */
function seen(of: Float32Array, width: number, name: string): Dataset {
  const random = Random.stream(5, 'mixture', name);
  const mixture = Array.from({ length: width * 3 }, () => random.normal());
  const values = Float32Array.from({ length: count * width }, (_, i) => {
    const [row, feature] = [Math.floor(i / width), i % width];
    const clean = [0, 1, 2].reduce((sum, k) => sum + of[row * 3 + k] * mixture[feature * 3 + k], 0);
    return clean + 0.1 * random.normal();
  });
  return vectorsOf(values, width);
}

/** Rows 2 k and 2 k + 1 of one cause. */
function couples(): TrainingData {
  const pairs: PairList = {
    starts: Uint32Array.from({ length: count + 1 }, (_, row) => row),
    partners: Uint32Array.from({ length: count }, (_, row) => (row % 2 === 0 ? row + 1 : row - 1)),
  };
  return { train: seen(causes('couples', 2), 6, 'couples'), pairs };
}

/** Four walks of slow causes, in mixed rows. */
function walks(): TrainingData {
  const of = Float32Array.from({ length: count * 3 }, (_, i) => {
    const [row, cause] = [Math.floor(i / 3), i % 3];
    return 2 * Math.sin((row >> 2) / 2 + cause * 2 + (row % 4) * 1.6);
  });
  const groups = Int32Array.from({ length: count }, (_, row) => row % 4);
  const order = Float64Array.from({ length: count }, (_, row) => row >> 2);
  return { train: Object.assign(seen(of, 6, 'walks'), { groups, order }) };
}

/** One cause seen in two ways. */
function captions(): TrainingData {
  const of = causes('captions');
  return { train: seen(of, 6, 'pictures'), second: seen(of, 9, 'words') };
}

/** Spots whose colour lies where their light lies. */
export function spots(side = 8): Dataset {
  const random = Random.stream(5, 'spots');
  const places = Array.from({ length: count }, () => [random.uniform(), random.uniform()]);
  const values = Uint8Array.from({ length: count * side * side * 3 }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    const [x, y] = places[Math.floor(pixel / side / side)];
    const distance = Math.hypot(
      (pixel % side) / side - x,
      (Math.floor(pixel / side) % side) / side - y,
    );
    return 30 + 220 * Math.exp(-8 * distance ** 2) * [1, 0.6, 0.2][channel];
  });
  return imagesOf(values, [side, side, 3]);
}

const otherView = '{ among: other-view }';

export const relatedCases: readonly RelatedCase[] = [
  {
    from: 'label',
    data: { train: twoClasses(count, 5) },
    sections: { positives: '{ from: label, noise: 0.3 }' },
  },
  { from: 'pairs', data: couples(), sections: { positives: '{ from: pairs, file: p.csv }' } },
  { from: 'sequence', data: walks(), sections: { positives: '{ from: sequence, window: 2 }' } },
  {
    from: 'aligned',
    data: captions(),
    sections: {
      positives: '{ from: aligned, with: words.npy, noise: 0.1 }',
      second_encoder: '{ name: mlp, widths: [7, 5] }',
      negatives: otherView,
    },
  },
  {
    from: 'channels',
    data: { train: spots() },
    sections: {
      positives: '{ from: channels, crop: [0.8, 1], gray: 0, jitter_probability: 0, blur: 0 }',
      encoder: '{ name: mlp, widths: [16, 6] }',
      negatives: otherView,
    },
  },
];
