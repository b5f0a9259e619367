// `negatives`: where negatives come from, how each counts, and what is never one.
import * as v from 'valibot';
import { flag, integer, interval, mustBeOneOf, number, oneOf } from './field';

/** Debiased and hard (Chuang et al. 2020; Robinson et al. 2021). */
const reweighting = {
  tau_plus: v.optional(
    number('τ⁺: assumed share of false negatives (DCL and HCL: 0.1).', 0, 0.99),
    0.1,
  ),
  beta: v.optional(
    number('β: concentration on hard negatives; 0 is debiased (HCL: 1).', 0, 100),
    1,
  ),
  detach_weights: v.optional(
    flag('No gradient through the weights of hard negatives (HCL code: false).'),
    false,
  ),
};

/** Ring (Wu et al. 2021) and band (Cai et al. 2020). Percentiles of difficulty: 0 is the hardest. */
const selection = {
  lower: v.optional(
    number('ring: percent of the hardest negatives that are left out (Wu et al. 2021: 1).', 0, 100),
    1,
  ),
  upper: v.optional(
    number(
      'ring: percentile of difficulty up to which negatives count (Wu et al. 2021: 10).',
      0,
      100,
    ),
    10,
  ),
  keep: v.exactOptional(
    interval(
      'band: percentiles of difficulty that alone count; [0, 5] is the hardest 5 % (Cai et al. 2020).',
      0,
      100,
    ),
  ),
  drop: v.exactOptional(
    interval(
      'band: percentiles of difficulty that do not count; [0, 0.1] is the hardest 0.1 % (Cai et al. 2020).',
      0,
      100,
    ),
  ),
};

/** MoCHi (Kalantidis et al. 2020), whose N, s and s′ these are. */
const mixing = {
  mix_hardest: v.optional(
    integer(
      'mixing: N, how many of the hardest negatives are mixed, all where there are fewer (MoCHi: 1024).',
      1,
      1_000_000,
    ),
    1024,
  ),
  mix_pairs: v.optional(
    integer('mixing: s, negatives made between two hard ones (MoCHi: 1024).', 0, 1_000_000),
    1024,
  ),
  mix_anchors: v.optional(
    integer(
      'mixing: s′, negatives made between the anchor and a hard one (MoCHi: 128).',
      0,
      1_000_000,
    ),
    128,
  ),
  mix_after: v.optional(integer('mixing: epochs before it begins (MoCHi: 10).', 0, 1_000_000), 10),
};

const counting = {
  weighting: v.optional(
    oneOf(
      'uniform: all alike (SimCLR); debiased: corrected for false negatives (Chuang et al. 2020); ' +
        'hard: debiased, and near negatives count more (Robinson et al. 2021); ring: those between two ' +
        'percentiles of difficulty (Wu et al. 2021); band: with a range of difficulty alone, or without it ' +
        '(Cai et al. 2020); mixing: with synthetic hard ones (Kalantidis et al. 2020).',
      ['uniform', 'debiased', 'hard', 'ring', 'band', 'mixing'],
    ),
    'uniform',
  ),
  ...reweighting,
  ...selection,
  ...mixing,
  anneal: v.optional(
    oneOf(
      'hard: down, β falls to 0 in nine equal steps over the training (HCL code). ring: upper falls from ' +
        '100 to its value: linear, step (tenths) or exponential, over anneal_epochs; or adaptive, by one ' +
        'percent after an epoch whose loss fell, up again after one whose loss rose (Wu et al. 2021). ' +
        'none: nothing changes.',
      ['none', 'down', 'linear', 'step', 'exponential', 'adaptive'],
    ),
    'none',
  ),
  anneal_epochs: v.optional(
    integer(
      'ring: epochs over which upper falls, unless it is adaptive (Wu et al. 2021: 100).',
      1,
      1_000_000,
    ),
    100,
  ),
  exclude: v.optional(
    v.pipe(
      v.array(
        oneOf('A relation that makes a row no negative.', [
          'label',
          'group',
          'reviewed',
          'near-duplicate',
          'sample',
        ]),
        'must be a list',
      ),
      v.description(
        'Rows that are not negatives of an anchor, though they would be: of the same label, of the same ' +
          'group (data.columns.group), judged to be the same in the review file, nearly the same picture ' +
          'or vector, or (queue) older views of the same sample.',
      ),
    ),
    [],
  ),
  duplicate_cosine: v.optional(
    number('near-duplicate: cosine of standardised inputs from which two are one.', 0, 1),
    0.98,
  ),
};

const from = <const T extends string>(name: T, description: string) =>
  v.pipe(v.literal(name), v.description(description));

const batch = v.strictObject({
  from: v.optional(
    from('batch', 'The views of the other samples of the batch (Chen et al. 2020).'),
    'batch',
  ),
  among: v.optional(
    oneOf(
      'both-views: the other 2B − 2 views (SimCLR); other-view: the B − 1 views of the other kind ' +
        '(N-pair, CMC, CLIP).',
      ['both-views', 'other-view'],
    ),
    'both-views',
  ),
  ...counting,
});

const queue = v.strictObject({
  from: from(
    'queue',
    'Keys of earlier batches, by a second encoder that follows the first (He et al. 2020).',
  ),
  size: v.optional(
    integer('Keys in the queue, a multiple of the batch size (MoCo: 65536).', 2, 10_000_000),
    65_536,
  ),
  momentum: v.optional(
    number('Share of the key encoder that stays at each step (MoCo: 0.999).', 0, 1),
    0.999,
  ),
  ...counting,
});

const memoryBank = v.strictObject({
  from: from(
    'memory-bank',
    'Drawn from the last embeddings of all samples, one of each (Wu et al. 2018).',
  ),
  size: v.optional(
    integer('Negatives drawn for a step (Wu et al. 2018: 4096).', 1, 10_000_000),
    4096,
  ),
  momentum: v.optional(
    number('Share of a sample’s old embedding that stays (Wu et al. 2018: 0.5).', 0, 1),
    0.5,
  ),
  ...counting,
});

export const negativesSection = v.variant(
  'from',
  [batch, queue, memoryBank],
  mustBeOneOf(['batch', 'queue', 'memory-bank']),
);
