// Settings that are each valid but make no sense together.
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../src/engine/config/examine-config';

const messagesOf = (text: string): string[] =>
  checkConfig(`data: { train: . }\n${text}`, 'test.contrast.yaml').map(
    ({ code, message }) => `${code}: ${message}`,
  );

const pairwise = ['triplet', 'lifted', 'contrastive', 'align-uniform'];

describe('a conflict is told at the setting to mend:', () => {
  it.each([
    [
      'negatives: { weighting: ring, lower: 10, upper: 10 }',
      '"negatives.lower" (10) must be below negatives.upper (10): nothing lies between',
    ],
    [
      'negatives: { weighting: band }',
      '"negatives.weighting" is band: say which, with negatives.keep or negatives.drop',
    ],
    [
      'negatives: { weighting: band, keep: [0, 5], drop: [0, 1] }',
      '"negatives.drop" cannot stand beside negatives.keep: give one',
    ],
    [
      'negatives: { weighting: band, keep: [5, 1] }',
      '"negatives.keep" goes from low to high: write [1, 5]',
    ],
    [
      'negatives: { weighting: band, drop: [5, 5] }',
      '"negatives.drop" is empty: nothing lies between 5 and 5',
    ],
    [
      'negatives: { weighting: band, drop: [0, 100] }',
      '"negatives.drop" leaves no negatives: drop less than [0, 100]',
    ],
    [
      'negatives: { weighting: hard, anneal: linear }',
      '"negatives.anneal" cannot be linear for hard negatives: use none, down',
    ],
    [
      'negatives: { weighting: ring, anneal: down }',
      '"negatives.anneal" cannot be down for ring negatives: use none, linear, step, exponential, adaptive',
    ],
    [
      'negatives: { anneal: down }',
      '"negatives.anneal" cannot be down for uniform negatives: use none',
    ],
    [
      'negatives: { weighting: mixing, from: queue, mix_pairs: 0, mix_anchors: 0 }',
      '"negatives.mix_pairs" must be above 0 where negatives.mix_anchors is 0: nothing would be mixed',
    ],
    [
      'negatives: { weighting: mixing, from: queue, mix_hardest: 1 }',
      '"negatives.mix_hardest" (1) must be at least 2: a pair takes two',
    ],
    [
      'negatives: { weighting: mixing, from: queue }\ntrain: { epochs: 10 }',
      '"negatives.mix_after" (10) must be below train.epochs (10): mixing would never begin',
    ],
    [
      'negatives: { from: queue, size: 1000 }',
      '"negatives.size" (1000) must be a multiple of train.batch_size (256): use 1024',
    ],
    [
      'negatives: { from: queue, size: 20 }',
      '"negatives.size" (20) must be a multiple of train.batch_size (256): use 256',
    ],
    [
      'negatives: { exclude: [label, sample] }',
      `"negatives.exclude[1]" is for a queue alone: of a batch the anchor's own sample is never a negative`,
    ],
    [
      'negatives: { weighting: debiased, exclude: [label] }',
      '"negatives.tau_plus" (0.1) must be 0 where negatives.exclude has label: no false negatives are left to correct for',
    ],
    [
      'objective: supcon\nnegatives: { weighting: hard }',
      `"negatives.tau_plus" (0.1) must be 0 for supcon with labels: samples of the anchor's class are positives already`,
    ],
    [
      'objective: { name: n-pair }\nnegatives: { weighting: debiased }',
      '"negatives.tau_plus" (0.1) must be 0 for n-pair: the floor of the debiased mass, N·exp(−1/t), is one of cosines',
    ],
    [
      'objective: { name: n-pair }\nnegatives: { weighting: mixing }',
      '"negatives.weighting" cannot be mixing for n-pair: mixed negatives are unit rows, and its rows may be of any length',
    ],
    [
      'objective: { name: n-pair }\nnegatives: { from: queue }',
      '"negatives.from" must be batch for n-pair: a queue holds unit rows, and its rows may be of any length',
    ],
    [
      'objective: { name: align-uniform }\nnegatives: { exclude: [label] }',
      '"negatives.exclude" must be [] for align-uniform: its uniformity is over all pairs of rows',
    ],
    [
      'objective: { name: align-uniform, align_weight: 0, uniform_weight: 0 }',
      '"objective.uniform_weight" must be above 0 where objective.align_weight is 0: nothing is left to learn',
    ],
    [
      'objective: { name: triplet, margin: 0 }',
      '"objective.margin" must be above 0 for semi-hard mining: no gap lies between 0 and 0',
    ],
    [
      'objective: { name: contrastive, margin: 0 }',
      '"objective.margin" must be above 0: without a margin no negative is pushed away',
    ],
    [
      'second_encoder: { name: mlp }',
      '"second_encoder" encodes nothing: positives from augmentation have one input; remove it, or set positives.from to aligned or channels',
    ],
    [
      'positives: channels\nnegatives: queue',
      '"negatives.from" must be batch where positives are from channels: two encoders learn from each other, and a queue holds the rows of one',
    ],
    [
      'positives: { from: aligned, with: . }\nnegatives: memory-bank',
      '"negatives.from" must be batch where positives are from aligned: two encoders learn from each other, and a memory-bank holds the rows of one',
    ],
    [
      'positives: channels\ndata: { train: ., channels: 1 }',
      '"data.channels" must be 3 where positives are from channels: gray pictures have no colour to learn from',
    ],
  ])('%s', (text, sentence) => {
    const whole = text.includes('data:') ? text : `data: { train: . }\n${text}`;
    const found = checkConfig(whole, 'test.contrast.yaml');
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `conflict: ${sentence}`,
    ]);
  });

  it.each(pairwise)('%s takes uniform negatives of the batch', (name) => {
    const found = messagesOf(`objective: { name: ${name} }\nnegatives: { from: queue }`);
    expect(found).toEqual([
      `conflict: "negatives.from" must be batch for ${name}: it is a loss of the batch's own rows`,
    ]);
    for (const weighting of ['debiased', 'hard', 'ring', 'mixing', 'band, keep: [0, 5]'])
      expect(
        messagesOf(`objective: { name: ${name} }\nnegatives: { weighting: ${weighting} }`),
      ).toEqual([
        expect.stringMatching(
          new RegExp(`^conflict: "negatives.weighting" must be uniform for ${name}: `),
        ),
      ]);
  });
});

const sources = ['batch', 'queue', 'memory-bank'];
const weightings = ['uniform', 'debiased', 'hard', 'ring', 'band, drop: [0, 1]'];

describe('what has a meaning is let pass:', () => {
  it.each(
    ['info-nce', 'decoupled', 'supcon'].flatMap((name) =>
      sources.flatMap((from) =>
        [...weightings, 'mixing'].map((weighting) => [name, from, weighting]),
      ),
    ),
  )('%s, negatives from %s, %s', (name, from, weighting) => {
    expect(
      messagesOf(
        `objective: { name: ${name} }\nnegatives: { from: ${from}, weighting: ${weighting} }`,
      ),
    ).toEqual([]);
  });

  it.each([
    ...weightings.map(
      (weighting) =>
        `objective: { name: n-pair }\nnegatives: { among: other-view, weighting: ${weighting}, tau_plus: 0 }`,
    ),
    ...pairwise.map((name) => `objective: { name: ${name} }\npositives: label`),
    'objective: supcon\nnegatives: { weighting: hard, tau_plus: 0 }',
    'negatives: { weighting: hard, tau_plus: 0, exclude: [label] }',
    'negatives: { from: queue, exclude: [sample, near-duplicate] }',
    'positives: channels\nsecond_encoder: { name: conv, widths: [8] }',
    // A setting that another one leaves without effect is no contradiction.
    'negatives: { beta: 5, keep: [0, 5], lower: 50, upper: 10 }',
  ])('%s', (text) => {
    expect(messagesOf(text)).toEqual([]);
  });
});
