// The InfoNCE family on WebGPU against the CPU; with software Vulkan where there is no GPU.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add } from '../../../src/engine/graph/arithmetic';
import { input } from '../../../src/engine/graph/sources';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Executable } from '../../../src/engine/runtime/runtime';
import { useVulkan } from '../vulkan';
import { expectGradient } from './closeness';
import { familyCases, takesSingleRows, variants } from './family';
import { lossOf, type Batch } from './graph-loss';
import { pairedRows, type LossConfig } from './loss-settings';

const absence = await useVulkan();
const runtime = new OnnxRuntime({ provider: 'webgpu', device: 'WebGPU' });

const rows = pairedRows(4, 5, 0.7, 'extremes');
const classes = [0, 1, 0, 2, 0, 1, 0, 2];
const extremes: Record<string, Batch> = {
  'spread rows': { rows, classes },
  'equal rows': { rows: rows.map(() => rows[0]), classes },
  'one class': { rows, classes: classes.map(() => 1) },
};
const singles: Record<string, Batch> = {
  'single rows of one class': { rows, twins: false, classes: classes.map(() => 1) },
  'single rows, each alone': { rows, twins: false, classes: classes.map((_, row) => row) },
};

interface Case {
  readonly name: string;
  readonly batch: Batch;
  readonly config: LossConfig;
}

const representative = /: (pairs of classes|some anchors|stored rows of classes|single rows.*)$/;
const cold = variants({ temperature: 0.01 }).flatMap(({ name, config }): Case[] =>
  Object.entries({ ...extremes, ...(takesSingleRows(config) && singles) }).map(
    ([situation, batch]) => ({ name: `${name}, t 0.01: ${situation}`, batch, config }),
  ),
);
const cases: Case[] = [...familyCases.filter(({ name }) => representative.test(name)), ...cold];

describe.skipIf(absence)(`WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  let held: Executable;
  beforeAll(async () => {
    // The device lives as long as one session does: without this, every case would make its own.
    held = await runtime.compile({ outputs: { y: add(input('x', [1]), 1) } });
  });
  afterAll(() => held.dispose());

  it.each(cases)('$name', async ({ name, batch, config }) => {
    const expected = await lossOf(batch, config);
    const { loss, gradient, diagnostics } = await lossOf(batch, config, runtime);
    const cooling = 'temperature' in config.objective && config.objective.temperature < 0.1;
    expect(Math.abs(loss - expected.loss)).toBeLessThanOrEqual(
      (cooling ? 1e-4 : 1e-5) * Math.max(0.1, Math.abs(expected.loss)),
    );
    // Equal rows pull with 1 / t, and none of it is along the sphere: what is left is rounding.
    const least = name.endsWith('equal rows') ? 0.1 : 1e-3;
    expectGradient(gradient, expected.gradient, cooling ? 5e-4 : 1e-4, least);
    for (const [name, value] of Object.entries(expected.diagnostics))
      expect(diagnostics[name], name).toBeCloseTo(value, 5);
  });
});
