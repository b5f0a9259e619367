// A device that fails: what libraries say of it, and what a person is told.
import { describe, expect, it } from 'vitest';
import { multiply } from '../../../src/engine/graph/arithmetic';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { input } from '../../../src/engine/graph/sources';
import { InputError } from '../../../src/engine/input-error';
import { DeviceError, deviceError } from '../../../src/engine/runtime/device-error';
import { guarded } from '../../../src/engine/runtime/guarded-runtime';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { useVulkan } from '../vulkan';

const absence = await useVulkan();
const skipped = absence ? ` (skipped: ${absence})` : '';

it.each([
  ['lost', 'WebGPU device lost (2): the driver was reset'],
  ['lost', 'WebGPU validation failed. [Device] is lost.\n - While calling [Queue].Submit'],
  ['lost', 'vkQueueSubmit failed with VK_ERROR_DEVICE_LOST'],
  ['lost', 'D3D12: DXGI_ERROR_DEVICE_REMOVED (0x887A0005)'],
  [
    'memory',
    'WebGPU validation failed. [Invalid Buffer (unlabeled)] is invalid due to a previous error.',
  ],
  ['memory', 'Buffer size (1600000000) exceeds the max buffer size limit (1073741824).'],
  ['memory', 'was false. Too many storage buffers in shader. Current: 18, Max is 12'],
  ['memory', 'OOM when allocating tensor with shape[4096,4096] and type float'],
  ['memory', 'vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY'],
  ['driver', 'Failed to get a WebGPU adapter: No supported adapters'],
  ['memory', 'Failed to allocate memory for requested buffer of size 8589934592'],
  ['memory', 'CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED ; GPU=0'],
  ['lost', 'CUDA failure 719: unspecified launch failure ; GPU=0 ; hostname=vm'],
  ['lost', 'CUDA failure 700: an illegal memory access was encountered ; GPU=0'],
  ['lost', 'CUBLAS failure 13: CUBLAS_STATUS_EXECUTION_FAILED ; GPU=0'],
  ['driver', 'CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=vm'],
  ['driver', 'CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version'],
  ['driver', 'libcudart.so.12: cannot open shared object file'],
])('%s is recognised in: %s', (fault, message) => {
  const cause = new Error(message);
  const error = deviceError('webgpu', 'NVIDIA (Vulkan)', cause);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ runtime: 'webgpu', fault, cause });
  expect((error as Error).message).toMatch(
    /^the device .*NVIDIA \(Vulkan\).*cpu\.$|^the device .*NVIDIA \(Vulkan\).*with the runtime cpu\.$/,
  );
});

it.each(['input x takes 2 values, not 1', 'Invalid rank for input: x', 'no state w'])(
  'no failure of the device is seen in: %s',
  (message) => {
    const error = new Error(message);
    expect(deviceError('webgpu', 'NVIDIA', error)).toBe(error);
  },
);

describe('a guarded runtime', () => {
  const lost = new Error('[Device] is lost.');
  /** All that it does fails. */
  const failing = (): Runtime => ({
    ...{ name: 'webgpu', device: 'NVIDIA', precisions: ['float32'] as const },
    createState: () => ({
      names: ['w'],
      read: () => Promise.reject(lost),
      write: () => undefined,
      dispose: () => {
        throw lost;
      },
    }),
    compile: () =>
      Promise.resolve({
        run: () => Promise.reject(lost),
        dispose: () => Promise.reject(lost),
      }),
  });

  it('tells of a device that is lost while it runs or is read', async () => {
    const runtime = guarded(failing());
    const executable = await runtime.compile({ outputs: {} });
    await expect(executable.run({})).rejects.toThrow(DeviceError);
    await expect(runtime.createState({}).read('w')).rejects.toThrow(DeviceError);
  });

  it('gives back what lay on a device that is lost', async () => {
    const runtime = guarded(failing());
    await (await runtime.compile({ outputs: {} })).dispose();
    runtime.createState({}).dispose();
  });

  it('hands other errors on', async () => {
    const defect = new Error('a defect');
    const broken: Runtime = { ...failing(), compile: () => Promise.reject(defect) };
    await expect(guarded(broken).compile({ outputs: {} })).rejects.toBe(defect);
  });

  it.skipIf(absence)(`tells of tensors that no device holds${skipped}`, async () => {
    const rows = 60_000;
    const runtime = guarded(new OnnxRuntime({ provider: 'webgpu', device: 'Vulkan' }));
    const product = multiply(input('a', [rows, 1]), input('b', [1, rows]));
    const sum = reduceSum(multiply(product, product), undefined, false);
    const program = await runtime.compile({ outputs: { sum } });
    const ones = new Float32Array(rows).fill(1);
    const running = program.run({ a: ones, b: ones });
    await expect(running).rejects.toMatchObject({ fault: 'memory', runtime: 'webgpu' });
    await program.dispose();
  });
});
