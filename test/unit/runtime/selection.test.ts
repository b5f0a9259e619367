// The doctor's report and the choice of a runtime, on findings that the tests make up.
import { describe, expect, it } from 'vitest';
import { doctor } from '../../../src/engine/runtime/doctor';
import { selectRuntime } from '../../../src/engine/runtime/select-runtime';
import type { WebGpuAdapter } from '../../../src/engine/runtime/webgpu-adapter';
import { probeWebGpu } from '../../../src/engine/runtime/webgpu-probe';
import { InputError } from '../../../src/engine/input-error';

const real: WebGpuAdapter = { kind: 'real', name: 'NVIDIA (Vulkan)' };
const software: WebGpuAdapter = { kind: 'software', name: 'Vulkan, libvulkan_lvp.so' };
const absent: WebGpuAdapter = {
  kind: 'absent',
  reason: 'no graphics card was found',
  remedy: 'Install its driver.',
};
const finding = (adapter: WebGpuAdapter) => () => Promise.resolve(adapter);
const never = (): never => {
  throw new Error('probed without need');
};

describe('selectRuntime', () => {
  it.each([
    ['auto', real, 'webgpu'],
    ['auto', software, 'cpu'],
    ['auto', absent, 'cpu'],
    ['webgpu', real, 'webgpu'],
    ['webgpu', software, 'webgpu'],
  ] as const)('%s with %o takes %s', async (choice, adapter, name) => {
    const runtime = await selectRuntime(choice, { probe: finding(adapter) });
    expect(runtime.name).toBe(name);
  });

  it('cpu needs no probe, and its device tells the threads', async () => {
    expect((await selectRuntime('cpu', { probe: never, threads: 1 })).device).toMatch(
      /, 1 thread$/,
    );
    expect((await selectRuntime('cpu', { probe: never, threads: 3 })).device).toMatch(
      /, 3 threads$/,
    );
  });

  it('a software adapter says so in the device', async () => {
    const runtime = await selectRuntime('webgpu', { probe: finding(software) });
    expect(runtime.device).toMatch(/^software/);
  });

  it('webgpu without an adapter is refused with the reason and what to do', async () => {
    const refusal = selectRuntime('webgpu', { probe: finding(absent) });
    await expect(refusal).rejects.toThrow(InputError);
    await expect(refusal).rejects.toThrow(
      'WebGPU is not available: no graphics card was found. Install its driver. Or choose the runtime cpu.',
    );
  });

  it.each([0, -1, 1.5, NaN])('%d threads are refused', async (threads) => {
    await expect(selectRuntime('cpu', { threads })).rejects.toThrow(/number of threads/);
  });
});

describe('doctor', () => {
  it.each([
    [real, 'webgpu', /NVIDIA/, true],
    [software, 'cpu', /software/, true],
    [absent, 'cpu', /no graphics card was found/, false],
  ] as const)('with %o chooses %s and says why', async (adapter, chosen, reason, available) => {
    const report = await doctor(finding(adapter));
    expect(report).toMatchObject({ chosen, reason: expect.stringMatching(reason) as unknown });
    const webgpu = report.backends.find(({ name }) => name === 'webgpu');
    expect(webgpu?.available).toBe(available);
    expect(report.backends[0]).toMatchObject({ name: 'cpu', available: true });
    expect(report.processor.cores).toBeGreaterThan(0);
  });

  it('every provider that is not used has a reason', async () => {
    const { backends } = await doctor(finding(absent));
    for (const { available, detail } of backends)
      expect(available || detail.length > 10).toBe(true);
    expect(new Set(backends.map(({ name }) => name)).size).toBe(backends.length);
  });
});

it('the probe’s own process answers on this machine', async () => {
  const adapter = await probeWebGpu();
  if (adapter.kind === 'absent') expect(adapter.reason).not.toMatch(/process|exit code/);
  else expect(adapter.name).not.toBe('');
});
