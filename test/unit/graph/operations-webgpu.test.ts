// The operations' table on WebGPU; with software Vulkan where there is no GPU.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { add } from '../../../src/engine/graph/arithmetic';
import { input } from '../../../src/engine/graph/sources';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Executable } from '../../../src/engine/runtime/runtime';
import { useVulkan } from '../vulkan';
import { compositionCases } from './cases/compositions';
import { operationCases } from './cases/operations';
import { checkCase } from './check-case';

const absence = await useVulkan();
const runtime = new OnnxRuntime({ provider: 'webgpu', device: 'WebGPU' });

/** WGSL asks of sin and cos an absolute error of 2⁻¹¹ only (WGSL, "Accuracy of expressions"). */
const coarse = new Map([
  ['sin', 2 ** -11],
  ['cos', 2 ** -11],
]);

describe.skipIf(absence)(`WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  let held: Executable;
  beforeAll(async () => {
    // The device lives as long as one session does: without this, every case would make its own.
    held = await runtime.compile({ outputs: { y: add(input('x', [1]), 1) } });
  });
  afterAll(() => held.dispose());

  const table = Object.entries({ ...operationCases, ...compositionCases });
  describe.each(table)('%s', (operation, cases) => {
    it.each(cases)('$title', async (row) => {
      await checkCase(runtime, row, coarse.get(operation));
    });
  });
});
