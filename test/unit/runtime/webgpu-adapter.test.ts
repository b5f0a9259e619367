// What the probe's findings mean.
import { expect, it } from 'vitest';
import type { ProbeFindings } from '../../../src/engine/runtime/probe';
import { adapterOf } from '../../../src/engine/runtime/webgpu-adapter';

const nvidia = logOf('0x10de', 1);
const none = logOf('0x1022', 0);

function logOf(vendor: string, type: number): string {
  return (
    `[I:onnxruntime:x] Discovered OrtHardwareDevice {vendor_id:0x1022, device_id:0x0, vendor:AMD, type:0, metadata: []}\n` +
    `[I:onnxruntime:x] Discovered OrtHardwareDevice {vendor_id:${vendor}, device_id:0x1, vendor:, type:${type}, metadata: [a=b]}\n`
  );
}

function found(
  over: Partial<ProbeFindings>,
  drivers: string[] = [],
  deviation: number | null = 1e-6,
) {
  return adapterOf({
    platform: 'linux',
    log: none,
    answer: { deviation, device: '', precisions: ['float32'], drivers },
    ...over,
  });
}

it('a card with its maker’s driver is real', () => {
  expect(found({ log: nvidia }, ['libnvidia-glcore.so.550', 'libvulkan_lvp.so'])).toEqual({
    kind: 'real',
    name: 'NVIDIA (Vulkan)',
    precisions: ['float32'],
  });
  expect(found({ log: logOf('0x1002', 1) }, ['libvulkan_radeon.so'])).toMatchObject({
    kind: 'real',
  });
  expect(found({ log: logOf('0x8086', 1), platform: 'win32' })).toEqual({
    kind: 'real',
    name: 'Intel (Direct3D 12)',
    precisions: ['float32'],
  });
  expect(found({ platform: 'darwin' })).toMatchObject({ kind: 'real' });
});

it.each([
  ['no card', none, ['libvk_swiftshader.so']],
  ['a processor of a maker of cards', logOf('0x1002', 0), ['libvulkan_radeon.so']],
  ['a card, but only a software driver', nvidia, ['libvulkan_lvp.so']],
  ['another maker’s driver', nvidia, ['libvulkan_intel.so', 'libvulkan_lvp.so']],
  ['a virtual machine’s card', logOf('0x1af4', 1), ['libvulkan_lvp.so', 'libvulkan_radeon.so']],
])('%s is software', (_, log, drivers) => {
  expect(found({ log }, drivers).kind).toBe('software');
});

it('a virtual card on Windows is software', () => {
  expect(found({ platform: 'win32', log: logOf('0x1414', 1) }).kind).toBe('software');
});

it.each([
  ['a wrong result', found({ log: nvidia }, ['libnvidia.so'], 0.02), 'computes wrongly'],
  ['a result that is no number', found({ log: nvidia }, ['libnvidia.so'], null), 'infinity'],
  ['a crash', found({ answer: undefined, ending: 'SIGSEGV' }), 'SIGSEGV'],
  [
    'no adapter',
    found({ answer: { failure: 'Failed to get a WebGPU adapter: No supported adapters' } }),
    'no graphics card',
  ],
  [
    'a card without driver',
    found({ log: nvidia, answer: { failure: 'No supported adapters' } }),
    'NVIDIA graphics card has no driver',
  ],
  [
    'no Vulkan loader',
    found({ log: "Warning: Couldn't load Vulkan: libvulkan.so.1", answer: { failure: 'No' } }),
    'libvulkan.so.1 is missing',
  ],
  ['another failure', found({ answer: { failure: 'device lost' } }), 'device lost'],
])('%s is no adapter, and it says why and what would help', (_, adapter, reason) => {
  expect(adapter).toMatchObject({ kind: 'absent' });
  expect(adapter).toHaveProperty('reason', expect.stringContaining(reason));
  expect(adapter).toHaveProperty('remedy', expect.stringMatching(/^[A-Z].*\.$/));
});

it('the time of its training step is told with a card', () => {
  const drivers = ['libnvidia-glcore.so'];
  const answer = { deviation: 0, device: '', precisions: [], drivers, milliseconds: 3 };
  expect(found({ log: nvidia, answer })).toMatchObject({ kind: 'real', milliseconds: 3 });
});
