// Which floats a device of ONNX Runtime computes in, found by trying.
import { precisions, type Precision } from '../config/precision';
import type { Runtime, RuntimeName } from './runtime';
import { deviation } from './self-test';

/** Providers that compute in what they are asked to; others convert to float32 and gain nothing. */
const narrowProviders: readonly RuntimeName[] = ['webgpu', 'cuda', 'directml'];

/** Sums of a device in another order, in floats of 7 bits of fraction, may be so far apart. */
const MOST_NARROW_DEVIATION = 2 ** -4;

/** `reference` runs any program. A device without such floats refuses to compile, or to run. */
export async function triedPrecisions(
  device: Runtime,
  reference: Runtime,
): Promise<readonly Precision[]> {
  if (!narrowProviders.includes(device.name)) return device.precisions;
  const working: Precision[] = ['float32'];
  for (const precision of precisions.filter((each) => each !== 'float32')) {
    const apart = await deviation(device, reference, precision).catch(() => Infinity);
    if (apart <= MOST_NARROW_DEVIATION) working.push(precision);
  }
  return working;
}
