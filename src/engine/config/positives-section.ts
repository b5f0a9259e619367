// `positives`: what counts as the same thing. So far: two augmented views of one sample.
// Strengths are MoCo's and SimCLR's (He et al. 2020; Chen et al. 2020, appendix A; Chen et al. 2020b).
import * as v from 'valibot';
import { integer, interval, mustBeOneOf, number, share } from './field';

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

const augmentation = v.strictObject({
  from: v.optional(
    v.pipe(
      v.literal('augmentation'),
      v.description('A positive is another augmented view of the same sample (SimCLR).'),
    ),
    'augmentation',
  ),
  ...geometry,
  ...appearance,
  ...corruption,
});

export const positivesSection = v.variant('from', [augmentation], mustBeOneOf(['augmentation']));
