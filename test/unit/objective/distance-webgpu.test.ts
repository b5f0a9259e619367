// The objectives on distances on WebGPU against the CPU; with software Vulkan where there is no GPU.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add } from '../../../src/engine/graph/arithmetic';
import { input } from '../../../src/engine/graph/sources';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Executable } from '../../../src/engine/runtime/runtime';
import { useVulkan } from '../vulkan';
import { expectGradient } from './closeness';
import { distanceCases } from './distance-cases';
import { lossConfig, lossOf } from './graph-loss';
import { pairedRows } from './loss-settings';

const absence = await useVulkan();
const runtime = new OnnxRuntime({ provider: 'webgpu', device: 'WebGPU' });

/** Each objective and mining on pairs of classes; what takes no classes on pairs. */
const cases = distanceCases.filter(({ name, config }) =>
  name.endsWith(config.objective.name === 'align-uniform' ? ': pairs' : ': pairs of classes'),
);
const rows = pairedRows(6, 5, 0.7, 'webgpu');
const near = rows.map((row) => row.map((v, k) => Math.fround(rows[0][k] + v / 1e3)));

describe.skipIf(absence)(`WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  let held: Executable;
  beforeAll(async () => {
    // The device lives as long as one session does: without this, every case would make its own.
    held = await runtime.compile({ outputs: { y: add(input('x', [1]), 1) } });
  });
  afterAll(() => held.dispose());

  it.each(cases)('$name', async ({ batch, config }) => {
    const [cpu, gpu] = [await lossOf(batch, config), await lossOf(batch, config, runtime)];
    expect(Math.abs(gpu.loss - cpu.loss)).toBeLessThan(1e-5 * Math.max(1, Math.abs(cpu.loss)));
    expectGradient(gpu.gradient, cpu.gradient, 1e-4);
  });

  const smooth = [
    lossConfig({ name: 'lifted' }),
    lossConfig({ name: 'contrastive' }),
    lossConfig({ name: 'align-uniform' }),
    lossConfig({ name: 'triplet', mining: 'all', distance: 'euclidean', margin: 3 }),
  ];
  it.each(smooth)('rows within a thousandth, and equal rows: $objective.name', async (config) => {
    for (const given of [near, rows.map((row, i) => (i === 1 || i === 6 ? rows[0] : row))]) {
      const [cpu, gpu] = [
        await lossOf({ rows: given }, config),
        await lossOf({ rows: given }, config, runtime),
      ];
      expect(Math.abs(gpu.loss - cpu.loss)).toBeLessThan(1e-5 * Math.max(1, Math.abs(cpu.loss)));
      expectGradient(gpu.gradient, cpu.gradient, 1e-4);
    }
  });
});
