import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/engine/dataset/read-npy';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { Random } from '../../../src/engine/random/random';
import { builtProgram } from './built-program';

const program = builtProgram();
const [samples, width, temperature] = [5, 3, 0.5];
const random = Random.stream(4, 'loss');
const rows = Float32Array.from({ length: 2 * samples * width }, () => random.normal());

beforeAll(() => {
  writeFileSync(program.at('z.npy'), encodeNpy([2 * samples, width], rows));
  writeFileSync(program.at('y.npy'), encodeNpy([samples], Int32Array.of(0, 1, 0, 0, 2)));
});

/** NT-Xent (Chen et al. 2020, equation 1), as it is written there. */
function ntXent(z: ArrayLike<number>): number {
  const count = z.length / width;
  const row = (i: number): number[] => Array.from({ length: width }, (_, k) => z[i * width + k]);
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);
  const cosine = (i: number, j: number): number =>
    dot(row(i), row(j)) / Math.sqrt(dot(row(i), row(i)) * dot(row(j), row(j)));
  let total = 0;
  for (let i = 0; i < count; i++) {
    const positive = Math.exp(cosine(i, (i + count / 2) % count) / temperature);
    let all = 0;
    for (let j = 0; j < count; j++) if (j !== i) all += Math.exp(cosine(i, j) / temperature);
    total -= Math.log(positive / all);
  }
  return total / count;
}

describe('negative-space loss', () => {
  it('gives the loss of rows of any length, and its gradient by these rows', async () => {
    const { loss, positive_cosine: cosine } = await program.result(
      ...['loss', '--embeddings', 'z.npy', '--gradient', 'g.npy'],
    );
    expect(loss).toBeCloseTo(ntXent(rows), 5);
    expect(Math.abs(Number(cosine))).toBeLessThanOrEqual(1);
    const { shape, data } = await readNpy(program.at('g.npy'));
    expect(shape).toEqual([2 * samples, width]);
    const step = 1e-4;
    for (const [i, slope] of data.entries()) {
      const moved = (by: number): number =>
        ntXent(Float64Array.from(rows, (x, j) => (i === j ? x + by : x)));
      expect(slope).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 4);
    }
  });

  it('takes the objective from settings or a config whose data need not exist', async () => {
    const settings = ['negatives: { weighting: debiased, tau_plus: 0.3 }', 'data: { train: gone }'];
    writeFileSync(program.at('some.contrast.yaml'), settings.join('\n'));
    const byConfig = await program.result('loss', 'some.contrast.yaml', '--embeddings', 'z.npy');
    const set = ['--set', 'negatives.weighting=debiased', '--set', 'negatives.tau_plus=0.3'];
    expect(await program.result('loss', ...set, '--embeddings', 'z.npy')).toEqual(byConfig);
    expect(byConfig.clamped_anchors).toBeTypeOf('number');
    expect(byConfig.loss).not.toBeCloseTo(ntXent(rows), 3);
  });

  it('says which share of the negatives is false where classes are given', async () => {
    const { false_negative_share: share } = await program.result(
      ...['loss', '--embeddings', 'z.npy', '--labels', 'y.npy'],
    );
    // Three samples of five are of one class: 3 · 2 ordered pairs of 5 · 4.
    expect(share).toBeCloseTo(6 / 20, 12);
  });
});
