// `positives`: what counts as the same thing, and how views of it are made.
// Strengths are MoCo's and SimCLR's (He et al. 2020; Chen et al. 2020, appendix A; Chen et al. 2020b).
import * as v from 'valibot';
import { integer, interval, mustBeOneOf, number, share, text } from './field';

const strength = (what: string) => number(`Strength of the ${what} jitter.`, 0, 1);

/** Crop and flips of an image. */
const geometry = {
  size: v.exactOptional(integer('Side of a view in pixels; default: the stored size.', 1, 4096)),
  crop: v.optional(
    interval('Share of the image area a crop covers (MoCo, He et al. 2020).', 0.001, 1),
    [0.2, 1],
  ),
  ratio: v.optional(
    interval('Width over height of a crop (Inception crop, Szegedy et al. 2015).', 0.01, 100),
    [0.75, 1.3333],
  ),
  flip: v.optional(share('Probability of a left–right flip (SimCLR).'), 0.5),
  vertical_flip: v.optional(share('Probability of an up–down flip (not in SimCLR).'), 0),
};

/** Colour, blur and erasing of an image. */
const appearance = {
  jitter: v.optional(
    v.pipe(
      v.strictTuple(
        [
          strength('brightness'),
          strength('contrast'),
          strength('saturation'),
          number('Largest turn of the hue, in turns.', 0, 0.5),
        ],
        'must be a list of four numbers',
      ),
      v.description(
        'Strength of brightness, contrast, saturation and hue jitter (SimCLR at strength 0.5).',
      ),
    ),
    [0.4, 0.4, 0.4, 0.1],
  ),
  jitter_probability: v.optional(share('Probability of colour jitter (SimCLR).'), 0.8),
  gray: v.optional(share('Probability of dropping colour (SimCLR).'), 0.2),
  blur: v.optional(share('Probability of Gaussian blur (SimCLR).'), 0.5),
  blur_sigma: v.optional(
    interval('Standard deviation of the blur in pixels (SimCLR).', 0.01, 50),
    [0.1, 2],
  ),
  solarize: v.optional(
    share('Probability of inverting the bright pixels (BYOL, Grill et al. 2020; SimCLR: 0).'),
    0,
  ),
  erase: v.optional(share('Probability of erasing a rectangle (Zhong et al. 2020; SimCLR: 0).'), 0),
  erase_area: v.optional(
    interval('Share of the image area that is erased (Zhong et al. 2020).', 0.001, 1),
    [0.02, 0.33],
  ),
};

/** For samples that are vectors. */
const corruption = {
  noise: v.optional(
    number("Vectors: Gaussian noise, in units of each feature's standard deviation.", 0, 100),
    0,
  ),
  dropout: v.optional(share('Vectors: share of the features set to their mean.'), 0),
};

const views = { ...geometry, ...appearance, ...corruption };

const from = <const T extends string>(name: T, description: string) =>
  v.pipe(v.literal(name), v.description(description));

const augmentation = v.strictObject({
  from: v.optional(
    from('augmentation', 'A positive is another augmented view of the same sample (SimCLR).'),
    'augmentation',
  ),
  ...views,
});

const label = v.strictObject({
  from: from(
    'label',
    'Samples of the same class. Objectives of many positives (supcon, triplet, lifted, contrastive) take all of ' +
      'the batch besides the other view; those of one positive take a view of another sample of the class.',
  ),
  ...views,
});

const pairs = v.strictObject({
  from: from(
    'pairs',
    'Pairs of samples listed in a file; a sample in no pair is paired with itself.',
  ),
  file: text('CSV with the columns first and second: names of samples, a pair a line.'),
  ...views,
});

const sequence = v.strictObject({
  from: from(
    'sequence',
    'Neighbours in a sequence, as frames of a video: data.columns.group names it, data.columns.order ' +
      'the place in it. Of image folders: each folder, by file name.',
  ),
  window: v.optional(
    integer(
      'Most places between a sample and its positive (time-contrastive: neighbours).',
      1,
      1_000_000,
    ),
    1,
  ),
  ...views,
});

const aligned = v.strictObject({
  from: from(
    'aligned',
    'The same rows of a second input, by a second encoder: pictures and text vectors (CLIP, Radford et al. 2021).',
  ),
  with: text('The second input: a file or folder with as many samples, in the same order.'),
  ...views,
});

const channels = v.strictObject({
  from: from(
    'channels',
    'Lightness against colour of the same picture, by two encoders (CMC, Tian et al. 2020).',
  ),
  ...views,
});

export const positivesSection = v.variant(
  'from',
  [augmentation, label, pairs, sequence, aligned, channels],
  mustBeOneOf(['augmentation', 'label', 'pairs', 'sequence', 'aligned', 'channels']),
);
