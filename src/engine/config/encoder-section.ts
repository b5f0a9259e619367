// `encoder` and `head`: the network f that is kept, and the projection g that is thrown away
// (Chen et al. 2020, section 2.1).
import * as v from 'valibot';
import { flag, integer, mustBeOneOf, oneOf, widths } from './field';

const named = <const T extends string>(name: T, description: string) =>
  v.pipe(v.literal(name), v.description(description));

const batchNorm = v.optional(
  flag('Batch normalisation after each layer but the last (Ioffe & Szegedy 2015).'),
  false,
);

const linear = v.strictObject({
  name: named('linear', 'One matrix: a learned metric.'),
  dimensions: v.optional(integer('Dimensions of the embedding.', 1, 65_536), 128),
});

const mlp = v.strictObject({
  name: named('mlp', 'Fully connected layers with ReLU, for vectors.'),
  widths: v.optional(widths('Units of each layer.', 1, 8), [512, 256]),
  batch_norm: batchNorm,
});

const conv = v.strictObject({
  name: named('conv', 'Plain 3×3 convolutions, stride 1 then 2, ReLU, global mean.'),
  widths: v.optional(widths('Channels of each layer.', 1, 8), [32, 64, 128, 256]),
  batch_norm: batchNorm,
});

const resnet18 = v.strictObject({
  name: v.optional(named('resnet18', 'ResNet-18 (He et al. 2016).'), 'resnet18'),
  stem: v.optional(
    oneOf(
      'small: 3×3 convolution without pooling, for images of 32 to 64 pixels ' +
        '(Chen et al. 2020, appendix B.9); standard: 7×7 with pooling.',
      ['small', 'standard'],
    ),
    'small',
  ),
  width: v.optional(integer('Channels of the first stage (He et al. 2016).', 1, 1024), 64),
});

export const encoderSection = v.variant(
  'name',
  [resnet18, conv, mlp, linear],
  mustBeOneOf(['resnet18', 'conv', 'mlp', 'linear']),
);

export const headSection = v.pipe(
  v.strictObject({
    layers: v.optional(
      widths(
        'Units of each layer of the projection head; [] trains the encoder without a head. ' +
          'SimCLR: one hidden layer as wide as the embedding, then 128.',
        0,
        3,
      ),
      [512, 128],
    ),
    batch_norm: v.optional(
      flag('Batch normalisation before each ReLU of the head (on in the HCL code).'),
      false,
    ),
  }),
  v.description('The projection head (Chen et al. 2020, section 4.2).'),
);
