// `objective`: the loss, one variant by name. Defaults are each paper's or its authors' code's.
import * as v from 'valibot';
import { flag, mustBeOneOf, number, oneOf } from './field';

const named = <const T extends string>(name: T, description: string) =>
  v.pipe(v.literal(name), v.description(description));

const temperature = (standard: number, from: string) =>
  v.optional(number(`Divides the similarities (${from}: ${standard}).`, 0.001, 100), standard);

const infoNce = v.strictObject({
  name: v.optional(
    named('info-nce', 'NT-Xent: cross-entropy of the positive (Chen et al. 2020, equation 1).'),
    'info-nce',
  ),
  temperature: temperature(0.5, 'SimCLR on CIFAR-10, DCL and HCL'),
});

const decoupled = v.strictObject({
  name: named(
    'decoupled',
    'InfoNCE without the positive in the denominator (Yeh et al. 2022, equation 6).',
  ),
  temperature: temperature(0.1, 'Yeh et al. 2022'),
});

const supcon = v.strictObject({
  name: named('supcon', 'Supervised contrastive: all positives count (Khosla et al. 2020).'),
  temperature: temperature(0.1, 'Khosla et al. 2020'),
  base_temperature: v.exactOptional(
    number(
      'The loss is multiplied by temperature / base_temperature (authors’ code: 0.07); default: not.',
      0.001,
      100,
    ),
  ),
  form: v.optional(
    oneOf(
      'out: the mean of the positives’ logarithms (equation 2); in: the logarithm of their mean (equation 3).',
      ['out', 'in'],
    ),
    'out',
  ),
});

const triplet = v.strictObject({
  name: named('triplet', 'Positives nearer than negatives by a margin (Schroff et al. 2015).'),
  margin: v.optional(
    number('Margin between the distances (Schroff et al. 2015: 0.2).', 0, 100),
    0.2,
  ),
  soft_margin: v.optional(
    flag('log(1 + exp(d⁺ − d⁻ + margin)) in place of the hinge (Hermans et al. 2017).'),
    false,
  ),
  distance: v.optional(
    oneOf(
      'Between unit rows: euclidean (Hermans et al. 2017) or its square (Schroff et al. 2015).',
      ['euclidean', 'squared'],
    ),
    'squared',
  ),
  mining: v.optional(
    oneOf(
      'Which triplets count, by the gap g = d⁻ − d⁺. all: every one; hard: g ≤ 0; semi-hard: 0 < g ≤ margin ' +
        '(Schroff et al. 2015); easy: g > margin; batch-hard: the farthest positive and the nearest negative ' +
        'of each anchor (Hermans et al. 2017); distance-weighted: one negative for each pair, drawn evenly ' +
        'over distances (Wu et al. 2017).',
      ['all', 'hard', 'semi-hard', 'easy', 'batch-hard', 'distance-weighted'],
    ),
    'semi-hard',
  ),
  average: v.optional(
    oneOf(
      'Over the triplets with a loss above 0, or over all that were mined (Hermans et al. 2017).',
      ['non-zero', 'all'],
    ),
    'non-zero',
  ),
});

const lifted = v.strictObject({
  name: named('lifted', 'Lifted structure: a pair against all its negatives (Song et al. 2016).'),
  margin: v.optional(number('Margin of the negatives (Song et al. 2016: 1).', 0, 100), 1),
  form: v.optional(
    oneOf(
      'smooth: log of the summed exponentials (equation 4); max: the hardest alone (equation 3).',
      ['smooth', 'max'],
    ),
    'smooth',
  ),
});

const nPair = v.strictObject({
  name: named('n-pair', 'Softmax of dot products of rows of any length (Sohn 2016, equation 6).'),
  l2: v.optional(
    number('Weight of the mean squared length of the rows (Sohn 2016, section 3.2.2).', 0, 10),
    0.002,
  ),
});

const alignUniform = v.strictObject({
  name: named('align-uniform', 'Alignment plus uniformity on the sphere (Wang & Isola 2020).'),
  alpha: v.optional(
    number('Power of the distance of positives (Wang & Isola 2020: 2).', 0.1, 10),
    2,
  ),
  t: v.optional(
    number('Sharpness of the Gaussian potential (Wang & Isola 2020: 2).', 0.001, 100),
    2,
  ),
  align_weight: v.optional(number('Weight of the alignment (Wang & Isola 2020: 1).', 0, 1000), 1),
  uniform_weight: v.optional(
    number('Weight of the uniformity (Wang & Isola 2020: 1).', 0, 1000),
    1,
  ),
});

const contrastive = v.strictObject({
  name: named('contrastive', 'Margin loss on pairs (Hadsell et al. 2006, equation 4).'),
  margin: v.optional(
    number('Distance beyond which a negative pair costs nothing (on unit rows: 1).', 0, 100),
    1,
  ),
});

export const objectiveSection = v.variant(
  'name',
  [infoNce, decoupled, supcon, triplet, lifted, nPair, alignUniform, contrastive],
  mustBeOneOf([
    'info-nce',
    'decoupled',
    'supcon',
    'triplet',
    'lifted',
    'n-pair',
    'align-uniform',
    'contrastive',
  ]),
);
