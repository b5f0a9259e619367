// Entry of the probe of a runtime: a process of its own, because a broken driver ends the process
// that loads it. Arguments: the runtime's name, and `time` where its speed is asked for, or `place`
// and a model's file. Answers its parent with one `ProbeAnswer` and ends.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DeviceError } from './device-error';
import * as ort from './library';
import { OnnxRuntime } from './onnx-runtime';
import { openRuntime } from './open-runtime';
import type { ProbeAnswer } from './probe-answer';
import type { RuntimeName } from './runtime';
import { deviation } from './self-test';
import { stepMilliseconds } from './step-time';
import { triedPrecisions } from './tried-precisions';

const [name, task, file] = process.argv.slice(2) as [RuntimeName, string?, string?];

// The library tells of the graphics cards it finds in its log alone.
if (name === 'webgpu') ort.env.logLevel = 'verbose';

void answer().then((result) => process.send?.(result, () => process.exit(0)));

async function answer(): Promise<ProbeAnswer> {
  try {
    if (task === 'place' && file !== undefined) return await placed(file);
    const runtime = await openRuntime(name);
    const reference = new OnnxRuntime({ provider: 'cpu', device: '', threads: 1 });
    const apart = name === 'cpu' ? 0 : await deviation(runtime, reference);
    const precisions = [...(await triedPrecisions(runtime, reference))];
    const milliseconds = task === 'time' ? await stepMilliseconds(runtime) : undefined;
    return {
      ...{ deviation: apart, device: runtime.device, precisions },
      drivers: loadedVulkanDrivers(),
      ...(milliseconds !== undefined && { milliseconds }),
    };
  } catch (error) {
    // What the library itself said tells more than what a person is told in the middle of a run.
    const own = error instanceof DeviceError ? error.cause : error;
    return { failure: own instanceof Error ? own.message : String(own) };
  }
}

/** The answer lies in the log. */
async function placed(model: string): Promise<ProbeAnswer> {
  await ort.InferenceSession.create(model, {
    executionProviders: ['webgpu'],
    logSeverityLevel: 0,
  });
  return { deviation: 0, device: '', precisions: [], drivers: [] };
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
