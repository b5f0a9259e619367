// What an epoch with an evaluation leaves for whoever looks at its vectors.
import { readdir, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodeNpy } from '../../../src/engine/dataset/read-npy';
import type { Run } from '../../../src/engine/runs/run';
import { RunWriter } from '../../../src/engine/runs/run-writer';
import type { TrainingData } from '../../../src/engine/train/data/training-data';
import { configOf, inWorkspace, trainIn } from './job';
import { pictures, twoClasses } from './memory-dataset';

const everyEpoch = '{ every: 1, knn: { k: 5 } }';

async function stored(run: Run, epoch: string, name: string) {
  return decodeNpy(await run.readFile(`epochs/${epoch}/${name}`));
}

function trained<T>(
  sections: Readonly<Record<string, string>>,
  look: (run: Run) => Promise<T>,
  data: TrainingData = { train: twoClasses(20, 4) },
): Promise<T> {
  return inWorkspace(async (folder) => {
    const config = configOf({ evaluate: everyEpoch, ...sections });
    const { run, error } = await trainIn(folder, { config, data });
    expect(error).toBeUndefined();
    return look(run);
  });
}

const shapesOf = (run: Run, epoch: string, names: readonly string[]) =>
  Promise.all(names.map(async (name) => (await stored(run, epoch, name)).shape));

describe('an epoch with an evaluation', () => {
  it('keeps the outputs of encoder and head, of the samples and of two views of each', () =>
    trained({}, async (run) => {
      const names = await readdir(run.at('epochs/0002'));
      expect(names.sort()).toEqual(
        ['embeddings.npy', 'view-h.npy', 'view-rows.npy', 'view-z.npy', 'z.npy'].sort(),
      );
      expect(
        await shapesOf(run, '0002', ['embeddings.npy', 'z.npy', 'view-h.npy', 'view-z.npy']),
      ).toEqual([
        [20, 6],
        [20, 8],
        [2, 20, 6],
        [2, 20, 8],
      ]);
      const { data } = await stored(run, '0002', 'view-rows.npy');
      expect([...data]).toEqual(Array.from({ length: 20 }, (_, row) => row));
    }));

  it('keeps what the encoder makes of the test samples', () =>
    trained(
      {},
      async (run) => {
        const { shape, data } = await stored(run, '0001', 'test-embeddings.npy');
        expect(shape).toEqual([20, 6]);
        // These are the training samples once more.
        expectNear(data, [...(await stored(run, '0001', 'embeddings.npy')).data]);
      },
      { train: twoClasses(20, 4), test: twoClasses(20, 4) },
    ));

  it('has views that are the samples where nothing changes them', () =>
    trained({ positives: '{ noise: 0 }' }, async (run) => {
      const h = (await stored(run, '0001', 'embeddings.npy')).data;
      const z = (await stored(run, '0001', 'z.npy')).data;
      const [viewH, viewZ] = await Promise.all(
        ['view-h.npy', 'view-z.npy'].map(async (name) => (await stored(run, '0001', name)).data),
      );
      expectNear(viewH, [...h, ...h]);
      expectNear(viewZ, [...z, ...z]);
    }));

  it('has two views that differ where noise is added', () =>
    trained({}, async (run) => {
      const { data } = await stored(run, '0001', 'view-z.npy');
      const half = data.length / 2;
      expect([...data.subarray(0, half)]).not.toEqual([...data.subarray(half)]);
    }));

  it.each([
    ['without a head', { head: '{ layers: [] }' }, 6],
    ["with the head's embeddings", { evaluate: '{ every: 1, embeddings: head }' }, 8],
  ])('%s has one output', (_, sections, width) =>
    trained(sections, async (run) => {
      expect(await readdir(run.at('epochs/0001'))).not.toContain('view-h.npy');
      const [h, z] = [
        await stored(run, '0001', 'embeddings.npy'),
        await stored(run, '0001', 'z.npy'),
      ];
      expect(z).toEqual(h);
      expect(z.shape).toEqual([20, width]);
      expect((await stored(run, '0001', 'view-z.npy')).shape).toEqual([2, 20, width]);
    }),
  );

  it('has views of one sample each where the training pairs two samples of a class', () =>
    trained({ positives: '{ from: label, noise: 0 }' }, async (run) => {
      const z = (await stored(run, '0001', 'z.npy')).data;
      expectNear((await stored(run, '0001', 'view-z.npy')).data, [...z, ...z]);
    }));

  it('has no views where two encoders see different things', () =>
    trained(
      { positives: '{ from: channels }', encoder: '{ name: conv, widths: [4] }' },
      async (run) => {
        const names = await readdir(run.at('epochs/0001'));
        expect(names.sort()).toEqual(['embeddings.npy', 'z.npy']);
        expect((await stored(run, '0001', 'z.npy')).shape).toEqual([20, 16]);
      },
      { train: pictures(20, 8, 3) },
    ));

  it('loses its vectors when the run is turned back before it', () =>
    inWorkspace(async (folder) => {
      const train = '{ epochs: 3, batch_size: 8, checkpoint_every: 1 }';
      const config = configOf({ evaluate: everyEpoch, train });
      const { run } = await trainIn(folder, { config, data: { train: twoClasses(20, 4) } });
      for (const later of ['0002', '0003'])
        await rm(run.at(`checkpoints/${later}`), { recursive: true });
      const writer = await RunWriter.open(run.path);
      await writer.resume();
      await writer.close();
      expect(await run.epochs()).toEqual([1]);
      expect(await readdir(run.at('epochs/0001'))).toContain('view-z.npy');
    }));
});

function expectNear(found: ArrayLike<number>, wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 5);
  });
}
