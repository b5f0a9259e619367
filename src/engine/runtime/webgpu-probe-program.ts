// Entry of the WebGPU probe: a process of its own, because a broken driver ends the process that
// loads it. Answers its parent with one `ProbeAnswer` and ends.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as ort from './library';
import { OnnxRuntime } from './onnx-runtime';
import type { ProbeAnswer } from './probe-answer';
import { deviation } from './self-test';

// The library tells of the graphics cards it finds in its log alone.
ort.env.logLevel = 'verbose';

void answer().then((result) => process.send?.(result, () => process.exit(0)));

async function answer(): Promise<ProbeAnswer> {
  try {
    const cpu = new OnnxRuntime({ provider: 'cpu', device: '', threads: 1 });
    const gpu = new OnnxRuntime({ provider: 'webgpu', device: '' });
    const apart = await deviation(gpu, cpu);
    return { deviation: apart, drivers: loadedVulkanDrivers() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** The Vulkan drivers that this process has loaded; Linux alone tells. */
function loadedVulkanDrivers(): string[] {
  if (process.platform !== 'linux') return [];
  const files = readFileSync('/proc/self/maps', 'utf8')
    .split('\n')
    .map((line) => line.split(/\s+/)[5] ?? '')
    .filter((file) => /vk_swiftshader|libvulkan_|nvidia|amdvlk|powervr|mali/i.test(file));
  return [...new Set(files.map((file) => path.basename(file)))];
}
