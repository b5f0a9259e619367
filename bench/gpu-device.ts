// What `bench gpu` runs on: an NVIDIA card or, to try the bench itself, software in its place.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { possibleRuntimes } from '../src/engine/runtime/examine';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { hasNvidiaDriver, nvidiaCard } from '../src/engine/runtime/nvidia';
import { softwareDrivers } from '../test/unit/vulkan';

export const gpuDevices = ['cuda', 'software', 'cpu'] as const;

/** `software`: WebGPU by a software Vulkan, the others on the processor; `cpu`: all of them there. */
export type GpuDevice = (typeof gpuDevices)[number];

/** The card's name, as the driver or its tool tells it; undefined where there is none. */
export function cardWords(): string | undefined {
  const query = ['--query-gpu=name', '--format=csv,noheader'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8' });
  const [told] = status === 0 ? stdout.split('\n') : [''];
  if (told !== '') return told.trim();
  return nvidiaCard() ?? (hasNvidiaDriver() ? 'an NVIDIA card' : undefined);
}

/** Ours that may run there. */
export function runtimesOn(device: GpuDevice): RuntimeName[] {
  if (device === 'software') return ['webgpu', 'tensorflow'];
  if (device === 'cpu') return ['cpu', 'tensorflow'];
  return possibleRuntimes().filter((name) => name !== 'cpu');
}

/** Points Vulkan at software, for this process and those it starts. */
export function useSoftwareVulkan(): void {
  const named = process.env.NEGATIVE_SPACE_VULKAN_ICD;
  const driver = [...(named === undefined ? [] : [named]), ...softwareDrivers].find(existsSync);
  if (driver !== undefined) process.env.VK_ICD_FILENAMES = driver;
}
