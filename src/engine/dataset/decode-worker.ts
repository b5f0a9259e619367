// Entry of a decoding thread: takes jobs from the pool one at a time, answers each.
import { parentPort } from 'node:worker_threads';

import { decodeImage } from './decode-image';
import type {
  DecodeAnswer,
  DecodeJob,
  DecodeReply,
  ImageShape,
  ImageSource,
  ProbeReply,
} from './decode-job';
import { readSource } from './image-file';
import { withChannels, type ImagePixels } from './image-pixels';
import { probeImage } from './probe-image';
import { coverAndCrop } from './resample';

if (parentPort === null) throw new Error('This program is a worker thread.');
const port = parentPort;
port.postMessage('loaded');

port.on('message', (job: DecodeJob) => {
  void answer(job).then((result) => {
    const pixels = 'ok' in result && 'pixels' in result.ok ? result.ok.pixels : undefined;
    port.postMessage(result, pixels ? [pixels.buffer as ArrayBuffer] : []);
  });
});

async function answer(job: DecodeJob): Promise<DecodeAnswer> {
  try {
    return {
      ok: job.kind === 'probe' ? probe(job.images) : await decode(job.images, job.shape),
    };
  } catch (error) {
    return { defect: String(error) };
  }
}

function probe(images: readonly ImageSource[]): ProbeReply {
  return {
    facts: images.map((image) => {
      try {
        return probeImage(image);
      } catch (error) {
        return { problem: reason(error) };
      }
    }),
  };
}

async function decode(images: readonly ImageSource[], shape: ImageShape): Promise<DecodeReply> {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const pixels = new Uint8Array(images.length * size);
  const problems: (string | undefined)[] = [];
  for (const [i, image] of images.entries()) {
    try {
      const whole = withChannels(await pixelsOf(image), channels);
      pixels.set(coverAndCrop(whole, height, width).data, i * size);
      problems.push(undefined);
    } catch (error) {
      problems.push(reason(error));
    }
  }
  return { pixels, problems };
}

async function pixelsOf(image: ImageSource): Promise<ImagePixels> {
  if ('pixels' in image) return { ...image, data: image.pixels };
  return decodeImage(readSource(image));
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
