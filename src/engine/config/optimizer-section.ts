// `optimizer`: the update rule and its schedule. A setting that the rule has no use for is ignored.
import * as v from 'valibot';
import { flag, integer, number, oneOf } from './field';

const momentDecay = number('Decay of a moment.', 0, 0.999_999);

export const optimizerSection = v.pipe(
  v.strictObject({
    name: v.optional(
      oneOf(
        'adam (Kingma & Ba 2015; DCL and HCL), adamw (Loshchilov & Hutter 2019), sgd (MoCo), ' +
          'lars (You et al. 2017; SimCLR).',
        ['adam', 'adamw', 'sgd', 'lars'],
      ),
      'adam',
    ),
    lr: v.optional(number('Learning rate (DCL and HCL: 0.001 with adam).', 0, 1000), 1e-3),
    weight_decay: v.optional(number('Weight decay (DCL and HCL: 1e-6).', 0, 10), 1e-6),
    betas: v.optional(
      v.pipe(
        v.strictTuple([momentDecay, momentDecay], 'must be a list of two numbers'),
        v.description('adam, adamw: decay of both moments (Kingma & Ba 2015).'),
      ),
      [0.9, 0.999],
    ),
    epsilon: v.optional(
      number('adam, adamw: added to the denominator (Kingma & Ba 2015).', 1e-16, 1),
      1e-8,
    ),
    momentum: v.optional(number('sgd, lars: momentum (MoCo and SimCLR: 0.9).', 0, 0.999_999), 0.9),
    nesterov: v.optional(flag('sgd, lars: Nesterov momentum (MoCo and SimCLR: false).'), false),
    trust: v.optional(number('lars: trust coefficient (You et al. 2017).', 0, 1), 0.001),
    schedule: v.optional(
      oneOf('cosine: falls to final_lr along half a cosine (SimCLR); constant (DCL and HCL).', [
        'cosine',
        'constant',
      ]),
      'cosine',
    ),
    warmup_epochs: v.optional(
      integer('Epochs of linear rise at the start (SimCLR: 10; DCL and HCL: 0).', 0, 100_000),
      0,
    ),
    final_lr: v.optional(number('Learning rate at the end of the cosine (SimCLR: 0).', 0, 1000), 0),
    clip_norm: v.exactOptional(
      number('Largest norm of the gradient (Pascanu et al. 2013); default: no limit.', 1e-6, 1e6),
    ),
  }),
  v.description('The update rule and its schedule.'),
);
