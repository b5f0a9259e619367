// Which floats ONNX Runtime's devices are found to compute in.
import { describe, expect, it } from 'vitest';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { triedPrecisions } from '../../../src/engine/runtime/tried-precisions';
import { useVulkan } from '../vulkan';

const absence = await useVulkan();
const cpu = new OnnxRuntime({ provider: 'cpu', device: 'CPU', threads: 1 });

it('the CPU, which computes 16 bits as rounded float32, gains from float32 alone', async () => {
  expect(await triedPrecisions(cpu, cpu)).toEqual(['float32']);
});

describe.skipIf(absence)(`WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  it('has float16 where its adapter has, and never bfloat16', async () => {
    const webgpu = new OnnxRuntime({ provider: 'webgpu', device: 'WebGPU' });
    const found = await triedPrecisions(webgpu, cpu);
    expect([['float32'], ['float32', 'float16']]).toContainEqual(found);
  });
});
