// Settings that others leave without effect.
import { describe, expect, it } from 'vitest';
import { examineConfig } from '../../../src/engine/config/examine-config';
import { parseOverride } from '../../../src/engine/config/overrides';

const warningsOf = (text: string, overrides: readonly string[] = []): string[] =>
  examineConfig(
    `data: { train: . }\n${text}`,
    'a.contrast.yaml',
    overrides.map(parseOverride),
  ).warnings.map(({ line, column, message, override }) =>
    override === undefined ? `${line}:${column} ${message}` : `${override} ${message}`,
  );

describe('a setting without effect', () => {
  it.each([
    [
      'negatives:\n  weighting: uniform\n  beta: 2',
      '4:3 "negatives.beta" has no effect, for negatives.weighting is uniform; hard uses it',
    ],
    [
      'negatives: { weighting: uniform, tau_plus: 0.1 }',
      '2:34 "negatives.tau_plus" has no effect, for negatives.weighting is uniform; debiased and hard use it',
    ],
    [
      'negatives: { weighting: ring, anneal_epochs: 5 }',
      '2:31 "negatives.anneal_epochs" has no effect, for negatives.anneal is none; down, linear, step, exponential and adaptive use it',
    ],
    [
      'negatives: { duplicate_cosine: 0.9 }',
      '2:14 "negatives.duplicate_cosine" has no effect, for negatives.exclude does not list near-duplicate',
    ],
    [
      'optimizer: { name: adamw, momentum: 0.9 }',
      '2:27 "optimizer.momentum" has no effect, for optimizer.name is adamw; sgd and lars use it',
    ],
    [
      'optimizer: { schedule: constant, final_lr: 0 }',
      '2:34 "optimizer.final_lr" has no effect, for optimizer.schedule is constant; cosine uses it',
    ],
  ])('in %j is told at its name', (text, message) => {
    expect(warningsOf(text)).toEqual([message]);
  });

  it('is told once, whatever makes it so', () => {
    expect(warningsOf('negatives: { weighting: hard, anneal_epochs: 5 }')).toEqual([
      '2:31 "negatives.anneal_epochs" has no effect, for negatives.weighting is hard; ring uses it',
    ]);
  });

  it('is told where the command line gives it', () => {
    expect(warningsOf('negatives: { weighting: uniform }', ['negatives.beta=2'])).toEqual([
      'negatives.beta=2 "negatives.beta" has no effect, for negatives.weighting is uniform; hard uses it',
    ]);
  });

  it.each([
    ['negatives: { weighting: hard, beta: 2, tau_plus: 0.1 }'],
    ['negatives: { exclude: [near-duplicate], duplicate_cosine: 0.9 }'],
    ['objective: hcl'],
    ['preset: moco-v2'],
    ['optimizer: { name: sgd, momentum: 0.9 }'],
    ['name: none'],
  ])('is not in %j', (text) => {
    expect(warningsOf(text)).toEqual([]);
  });

  it('stops nothing', () => {
    const text = 'data: { train: . }\nnegatives: { weighting: uniform, beta: 2 }';
    expect(examineConfig(text, 'a.contrast.yaml').problems).toEqual([]);
    expect(examineConfig(text, 'a.contrast.yaml').config?.negatives.beta).toBe(2);
  });
});
