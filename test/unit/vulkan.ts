// Software Vulkan for the tests of WebGPU on machines without a GPU: SwiftShader, which Chromium brings.
import { existsSync } from 'node:fs';
import { probeWebGpu } from '../../src/engine/runtime/webgpu-probe';
import { mayBeMissing } from '../missing';

/** Where packages of Chromium and Chrome put the description of SwiftShader. */
export const softwareDrivers = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
];

/**
 * Points Vulkan at the driver that NEGATIVE_SPACE_VULKAN_ICD names, else at the machine's own
 * adapter, else at SwiftShader. Gives the reason where none works. For use before the first session
 * of a process.
 */
export async function useVulkan(): Promise<string | undefined> {
  const named = process.env.NEGATIVE_SPACE_VULKAN_ICD;
  const candidates = [named, undefined, ...softwareDrivers].filter(
    (file, i) => (file !== undefined && existsSync(file)) || (i > 0 && file === undefined),
  );
  let reason = '';
  for (const file of candidates) {
    if (file !== undefined) process.env.VK_ICD_FILENAMES = file;
    const probe = await probeWebGpu();
    if (probe.kind !== 'absent') return undefined;
    reason = probe.reason;
  }
  return mayBeMissing(
    `no Vulkan driver works here (${reason}); Debian: apt-get install chromium libvulkan1`,
  );
}
