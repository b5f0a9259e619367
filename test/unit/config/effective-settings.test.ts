// Which configs train the same.
import { describe, expect, it } from 'vitest';
import { effectiveSettings } from '../../../src/engine/config/effective-settings';
import { parseConfig } from '../../../src/engine/config/load-config';

const effective = (text: string) =>
  JSON.stringify(effectiveSettings(parseConfig(`data: { train: . }\n${text}`, 'a.yaml')));

describe('effectiveSettings', () => {
  it.each([
    ['name: a', 'name: b'],
    ['objective: hcl', 'objective: { name: info-nce }\nnegatives: { beta: 1, weighting: hard }'],
    ['negatives: { beta: 1, lower: 3 }', 'negatives: { beta: 2, mix_after: 3 }'],
    ['negatives: { keep: [0, 5] }', 'negatives: {}'],
    ['negatives: { duplicate_cosine: 0.5 }', ''],
    ['negatives: { weighting: ring, anneal_epochs: 5 }', 'negatives: { weighting: ring }'],
    ['optimizer: { momentum: 0.5, trust: 0.1 }', 'optimizer: adam'],
    ['optimizer: { name: sgd, betas: [0.1, 0.2] }', 'optimizer: { name: sgd, trust: 0.3 }'],
    ['optimizer: { schedule: constant, final_lr: 1 }', 'optimizer: { schedule: constant }'],
  ])('are the same of %s and %s', (one, other) => {
    expect(effective(one)).toBe(effective(other));
  });

  it.each([
    ['negatives: { weighting: hard, beta: 1 }', 'negatives: { weighting: hard, beta: 2 }'],
    ['negatives: { weighting: hard, anneal: down }', 'negatives: { weighting: hard }'],
    [
      'negatives: { weighting: ring, anneal: linear, anneal_epochs: 5 }',
      'negatives: { weighting: ring, anneal: linear }',
    ],
    [
      'negatives: { exclude: [near-duplicate], duplicate_cosine: 0.5 }',
      'negatives: { exclude: [near-duplicate] }',
    ],
    ['train: { seed: 1 }', 'train: { seed: 2 }'],
    ['optimizer: { name: lars, trust: 0.1 }', 'optimizer: lars'],
    ['objective: triplet', 'objective: contrastive'],
  ])('are others of %s and %s', (one, other) => {
    expect(effective(one)).not.toBe(effective(other));
  });
});
