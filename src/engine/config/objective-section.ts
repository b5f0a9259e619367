// `objective`: the loss, one variant by name.
import * as v from 'valibot';
import { mustBeOneOf, number } from './field';

const infoNce = v.strictObject({
  name: v.optional(
    v.pipe(
      v.literal('info-nce'),
      v.description('NT-Xent: cross-entropy of the positive (Chen et al. 2020, equation 1).'),
    ),
    'info-nce',
  ),
  temperature: v.optional(
    number('Divides the cosines (SimCLR on CIFAR-10, DCL and HCL: 0.5).', 0.001, 100),
    0.5,
  ),
});

export const objectiveSection = v.variant('name', [infoNce], mustBeOneOf(['info-nce']));
