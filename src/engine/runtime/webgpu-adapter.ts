// From the raw findings of the WebGPU probe to an adapter in words: real, software, or why none.
import type { Precision } from '../config/precision';
import { MOST_DEVIATION } from './self-test';
import type { ProbeFindings } from './probe';

export type WebGpuAdapter =
  | {
      readonly kind: 'real' | 'software';
      readonly name: string;
      /** The floats it computes in. */
      readonly precisions: readonly Precision[];
      /** Of the self-test's training step, where it was timed. */
      readonly milliseconds?: number;
    }
  | { readonly kind: 'absent'; readonly reason: string; readonly remedy: string };

/** Makers of graphics cards by PCI vendor, and how their Vulkan drivers are called on Linux. */
const makers = [
  { vendor: 0x10de, name: 'NVIDIA', driver: /nvidia|nouveau/i },
  { vendor: 0x1002, name: 'AMD', driver: /radeon|amdvlk|amdgpu/i },
  { vendor: 0x8086, name: 'Intel', driver: /libvulkan_intel/i },
  { vendor: 0x106b, name: 'Apple', driver: /asahi/i },
  { vendor: 0x5143, name: 'Qualcomm', driver: /freedreno/i },
  { vendor: 0x13b5, name: 'ARM', driver: /panfrost|mali/i },
];

export function adapterOf(findings: ProbeFindings): WebGpuAdapter {
  const { answer, ending } = findings;
  if (!answer)
    return absent(
      `the graphics driver ended the process that tried it (${ending ?? 'no answer'})`,
      'Update the graphics driver.',
    );
  if ('failure' in answer) return failureOf(answer.failure, findings.log);
  if (answer.deviation === null || !(answer.deviation <= MOST_DEVIATION))
    return absent(
      `it computes wrongly (a self-test deviates by ${answer.deviation ?? 'infinity'})`,
      'Update the graphics driver.',
    );
  const { drivers, precisions, milliseconds } = answer;
  return {
    ...working(findings, drivers),
    precisions,
    ...(milliseconds !== undefined && { milliseconds }),
  };
}

function working(
  { platform, log }: ProbeFindings,
  drivers: readonly string[],
): { readonly kind: 'real' | 'software'; readonly name: string } {
  const vendors = discoveredVendors(log);
  // Metal has no software adapter, and Linux tells the drivers; elsewhere the card alone is known.
  if (platform === 'darwin') return { kind: 'real', name: 'Apple (Metal)' };
  const maker = makers.find(
    ({ vendor, driver }) =>
      vendors.includes(vendor) &&
      (platform !== 'linux' || drivers.some((file) => driver.test(file))),
  );
  const api = platform === 'win32' ? 'Direct3D 12' : 'Vulkan';
  if (maker) return { kind: 'real', name: `${maker.name} (${api})` };
  return { kind: 'software', name: drivers.length > 0 ? `${api}, ${drivers.join(', ')}` : api };
}

/** PCI vendors of the graphics cards (type 1) that ONNX Runtime's log tells of. */
function discoveredVendors(log: string): number[] {
  const devices = log.matchAll(/OrtHardwareDevice \{vendor_id:0x([0-9a-f]+),[^}]*type:1,/gi);
  return [...devices].map(([, vendor]) => parseInt(vendor, 16));
}

function failureOf(failure: string, log: string): WebGpuAdapter {
  if (log.includes("Couldn't load Vulkan"))
    return absent(
      'the Vulkan loader libvulkan.so.1 is missing',
      'Install the graphics driver and the Vulkan loader (Debian, Ubuntu: libvulkan1; Fedora: vulkan-loader).',
    );
  if (/No supported adapters/i.test(failure)) {
    const maker = makers.find(({ vendor }) => discoveredVendors(log).includes(vendor));
    return absent(
      maker
        ? `the ${maker.name} graphics card has no driver for it`
        : 'no graphics card with a driver was found',
      'Install the driver of the graphics card, if there is one.',
    );
  }
  return absent(`it could not be started: ${failure}`, 'Update the graphics driver.');
}

function absent(reason: string, remedy: string): WebGpuAdapter {
  return { kind: 'absent', reason, remedy };
}
