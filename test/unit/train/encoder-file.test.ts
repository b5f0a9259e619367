// The exported encoder, run by ONNX Runtime alone, against the embedder.
import * as ort from '../../../src/engine/runtime/library';
import { describe, expect, it } from 'vitest';
import { sampleSize, type Dataset } from '../../../src/engine/dataset/dataset';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { Embedder } from '../../../src/engine/train/embedding/embedder';
import { encoderFile } from '../../../src/engine/train/embedding/encoder-file';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { createStepper } from '../../../src/engine/train/step/stepper';
import { configOf } from './job';
import { pictures, twoClasses } from './memory-dataset';

const vectors = twoClasses(20, 5);
const images = pictures(20, 16, 3);
const gray = pictures(20, 8, 1);

interface Exported {
  readonly title: string;
  readonly data: Dataset;
  readonly sections: Record<string, string>;
}
const plain = { positives: '{ crop: [0.5, 1] }' };
const cases: Exported[] = [
  { title: 'linear', data: vectors, sections: { encoder: '{ name: linear, dimensions: 4 }' } },
  { title: 'linear on images', data: gray, sections: { encoder: '{ name: linear }', ...plain } },
  {
    title: 'mlp with batch norm',
    data: vectors,
    sections: { encoder: '{ name: mlp, widths: [8, 6], batch_norm: true }' },
  },
  {
    title: 'mlp with its head',
    data: vectors,
    sections: {
      head: '{ layers: [7, 3], batch_norm: true }',
      evaluate: '{ embeddings: head, knn: { k: 5 } }',
    },
  },
  {
    title: 'conv',
    data: images,
    sections: { encoder: '{ name: conv, widths: [4, 6], batch_norm: true }', ...plain },
  },
  {
    title: 'conv to few places',
    data: images,
    sections: { encoder: '{ name: conv, widths: [4, 6, 8, 8] }', ...plain },
  },
  {
    title: 'resnet18, small stem',
    data: gray,
    sections: { encoder: '{ name: resnet18, width: 2 }', ...plain },
  },
  {
    title: 'resnet18, standard stem',
    data: images,
    sections: { encoder: '{ name: resnet18, stem: standard, width: 2 }', ...plain },
  },
];

describe('the exported encoder', () => {
  it.each(cases)('$title: gives the embeddings of 1, 3 and 17 samples', expectEmbeddings);
});

async function expectEmbeddings(exported: Exported): Promise<void> {
  const { bytes, embeddings, width } = await trainedFile(exported);
  const session = await ort.InferenceSession.create(bytes);
  expect([session.inputNames, session.outputNames]).toEqual([['input'], ['embedding']]);
  for (const batch of [1, 3, 17]) {
    const { embedding } = await session.run({ input: await samplesOf(exported.data, batch) });
    expect(embedding.dims).toEqual([batch, width]);
    const values = embedding.data as Float32Array;
    const scale = Math.max(...embeddings.map(Math.abs));
    values.forEach((value, i) => {
      expect(Math.abs(value - embeddings[i]) / scale).toBeLessThan(1e-5);
    });
  }
  await session.release();
}

/** After two steps, so that running statistics are not the first ones. */
async function trainedFile({ data, sections }: Exported) {
  const config = configOf(sections);
  const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const statistics = await inputStatistics(data);
  const setup = { config, statistics, views: datasetViews(data, config, statistics), runtime };
  const stepper = await createStepper(setup);
  for (const step of [1, 2])
    await stepper.step(batchRows(20, 8, 1, 0, step - 1), { step, epoch: 0, stepsPerEpoch: 2 });
  const embedder = await Embedder.create(setup);
  const rows = Uint32Array.from({ length: 20 }, (_, row) => row);
  const { values: embeddings, width } = await embedder.embed(rows, stepper.state);
  const bytes = await encoderFile(setup, stepper.state);
  await embedder.dispose();
  await stepper.dispose();
  return { bytes, embeddings, width };
}

/** The first samples as the file takes them: vectors as they are, images [n, c, h, w] in 0 … 1. */
async function samplesOf(data: Dataset, batch: number): Promise<ort.Tensor> {
  const rows = Uint32Array.from({ length: batch }, (_, row) => row);
  const size = batch * sampleSize(data);
  if (data.kind === 'vector') {
    const values = new Float32Array(size);
    await data.read(rows, values);
    return new ort.Tensor('float32', values, [batch, ...data.sampleShape]);
  }
  const bytes = new Uint8Array(size);
  await data.read(rows, bytes);
  const [height, width, channels] = data.sampleShape;
  const area = height * width;
  const values = Float32Array.from({ length: size }, (_, i) => {
    const [n, c, pixel] = [
      Math.floor(i / (channels * area)),
      Math.floor(i / area) % channels,
      i % area,
    ];
    return bytes[(n * area + pixel) * channels + c] / 255;
  });
  return new ort.Tensor('float32', values, [batch, channels, height, width]);
}
