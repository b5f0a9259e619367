// `negatives`: where negatives come from and how each counts.
import * as v from 'valibot';
import { flag, mustBeOneOf, number, oneOf } from './field';

const batch = v.strictObject({
  from: v.optional(
    v.pipe(
      v.literal('batch'),
      v.description('The views of the other samples of the batch (Chen et al. 2020).'),
    ),
    'batch',
  ),
  weighting: v.optional(
    oneOf(
      'uniform: all alike (SimCLR); debiased: corrected for false negatives ' +
        '(Chuang et al. 2020); hard: debiased, and near negatives count more ' +
        '(Robinson et al. 2021).',
      ['uniform', 'debiased', 'hard'],
    ),
    'uniform',
  ),
  tau_plus: v.optional(
    number('τ⁺: assumed share of false negatives (DCL and HCL: 0.1).', 0, 0.99),
    0.1,
  ),
  beta: v.optional(
    number('β: concentration on hard negatives; 0 is debiased (HCL: 1).', 0, 100),
    1,
  ),
  anneal: v.optional(
    oneOf('down: β falls to 0 in nine equal steps over the training (HCL code); none: β stays.', [
      'none',
      'down',
    ]),
    'none',
  ),
  detach_weights: v.optional(
    flag('No gradient through the weights of hard negatives (HCL code: false).'),
    false,
  ),
});

export const negativesSection = v.variant('from', [batch], mustBeOneOf(['batch']));
