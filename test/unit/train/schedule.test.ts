import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import type { RunConfig } from '../../../src/engine/config/run-config';
import { learningRate } from '../../../src/engine/train/step/schedule';

const settings = (text: string): RunConfig['optimizer'] =>
  parseConfig(
    `data: { train: . }\ntrain: { epochs: 10 }\noptimizer: { ${text} }`,
    'a.contrast.yaml',
  ).optimizer;

const [perEpoch, epochs] = [4, 10];
const at = (step: number, text: string): number =>
  learningRate(step, perEpoch, epochs, settings(text));

const cosine = 'lr: 2, schedule: cosine';
const warm = 'lr: 2, schedule: cosine, warmup_epochs: 2, final_lr: 0.5';
const constant = 'lr: 2, schedule: constant';

describe('learningRate', () => {
  it.each([
    { text: constant, step: 1, rate: 2 },
    { text: constant, step: 40, rate: 2 },
    { text: `${constant}, warmup_epochs: 1`, step: 1, rate: 0.5 },
    { text: `${constant}, warmup_epochs: 1`, step: 4, rate: 2 },
    { text: `${constant}, warmup_epochs: 1`, step: 5, rate: 2 },
    { text: `${constant}, warmup_epochs: 10`, step: 40, rate: 2 },
    { text: cosine, step: 1, rate: 2 },
    { text: cosine, step: 21, rate: 1 },
    { text: cosine, step: 40, rate: 1 + Math.cos((39 * Math.PI) / 40) },
    { text: cosine, step: 41, rate: 0 },
    { text: cosine, step: 400, rate: 0 },
    { text: warm, step: 1, rate: 0.25 },
    { text: warm, step: 8, rate: 2 },
    { text: warm, step: 9, rate: 2 },
    { text: warm, step: 25, rate: 1.25 },
    { text: warm, step: 41, rate: 0.5 },
    { text: 'lr: 2, schedule: cosine, warmup_epochs: 10', step: 40, rate: 2 },
  ])('$text: $rate at step $step of 40', ({ text, step, rate }) => {
    expect(at(step, text)).toBeCloseTo(rate, 12);
  });

  it('rises through the warm-up and never rises after it', () => {
    const rates = Array.from({ length: 40 }, (_, i) => at(i + 1, warm));
    rates.slice(1).forEach((rate, i) => {
      if (i + 2 <= 8) expect(rate).toBeGreaterThan(rates[i]);
      else expect(rate).toBeLessThanOrEqual(rates[i]);
    });
    expect(Math.min(...rates.slice(8))).toBeGreaterThan(0.5);
  });
});
