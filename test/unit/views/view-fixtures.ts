// Settings, pictures and the way to run a view, for the tests of this folder.
import { input } from '../../../src/engine/graph/sources';
import type { HostArray, Tensor } from '../../../src/engine/graph/tensor';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Extent } from '../../../src/engine/views/rectangle';
import type { ImageViewSettings } from '../../../src/engine/views/view-settings';

/** The whole picture, and nothing done to it. */
export const identity: ImageViewSettings = {
  crop: [1, 1],
  ratio: [0.75, 1.3333],
  flip: 0,
  vertical_flip: 0,
  jitter: [0, 0, 0, 0],
  jitter_probability: 0.8,
  gray: 0,
  blur: 0,
  blur_sigma: [0.1, 2],
  solarize: 0,
  erase: 0,
  erase_area: [0.02, 0.33],
};

export const everything: ImageViewSettings = {
  ...identity,
  crop: [0.2, 1],
  flip: 0.5,
  vertical_flip: 0.5,
  jitter: [0.4, 0.4, 0.4, 0.1],
  gray: 0.2,
  blur: 0.5,
  solarize: 0.3,
  erase: 0.5,
};

/** Pictures [count, height, width, channels] of random bytes with smooth parts and hard edges. */
export function testPictures(
  count: number,
  { height, width }: Extent,
  channels: number,
): Uint8Array {
  const random = Random.stream(3, 'test pictures', height, width, channels);
  const bytes = new Uint8Array(count * height * width * channels);
  const rows = width * channels;
  return bytes.map((_, i) => {
    const [x, y] = [(i % rows) / rows, (Math.floor(i / rows) % height) / height];
    const smooth = 127 + 127 * Math.sin(5 * x + 3 * y + (i % channels) * 2);
    return Math.floor(random.chance(0.3) ? 256 * random.uniform() : smooth);
  });
}

export async function evaluate(
  output: Tensor,
  feeds: Readonly<Record<string, HostArray>>,
): Promise<Float32Array> {
  const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const executable = await runtime.compile({ outputs: { output } });
  const { output: values } = await executable.run(feeds);
  await executable.dispose();
  return values as Float32Array;
}

export function pixelInput(count: number, { height, width }: Extent, channels: number): Tensor {
  return input('pixels', [count, height, width, channels], 'uint8');
}

/** The largest difference of two arrays of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths ${a.length} and ${b.length} differ`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
