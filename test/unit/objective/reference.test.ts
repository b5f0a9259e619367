// Agreement with PyTorch: values and gradients in float64 by bench/peers/loss_reference.py.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { expectGradient } from './closeness';
import { graphLoss } from './graph-loss';
import { describeSettings } from './loss-settings';

const rows = v.array(v.array(v.number()));
const reference = v.parse(
  v.object({
    torch: v.string(),
    cases: v.array(
      v.object({
        setting: v.object({
          weighting: v.picklist(['uniform', 'debiased', 'hard']),
          temperature: v.number(),
          tauPlus: v.optional(v.number(), 0),
          beta: v.optional(v.number(), 0),
          detach: v.optional(v.boolean(), false),
        }),
        rows,
        loss: v.number(),
        gradient: rows,
      }),
    ),
  }),
  JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')),
);

const cases = reference.cases.map((one) => ({
  ...one,
  name: `${describeSettings(one.setting)}, ${one.rows.length} × ${one.rows[0].length}`,
}));

describe(`agreement with PyTorch ${reference.torch}`, () => {
  it('is tested on every weighting', () => {
    expect(new Set(cases.map(({ setting }) => setting.weighting)).size).toBe(3);
  });

  it.each(cases)('$name', async ({ setting, rows: given, loss: expected, gradient: byTorch }) => {
    const { loss, gradient } = await graphLoss(given, setting);
    expect(Math.abs(loss - expected) / expected).toBeLessThan(1e-5);
    expectGradient(gradient, byTorch, 1e-4);
  });
});
