import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { HardnessHistory } from '../../../src/engine/inspect/hardness-history';
import { Run } from '../../../src/engine/runs/run';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negative-space-history-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Samples on a circle, at these angles in degrees, in each epoch; of no length where undefined. */
async function runOf(
  name: string,
  epochs: readonly (readonly number[] | undefined)[],
): Promise<Run> {
  const run = new Run(join(folder, name));
  for (const [i, angles] of epochs.entries()) {
    const path = run.at(`epochs/000${i + 1}`);
    await mkdir(path, { recursive: true });
    if (!angles) continue;
    const rows = angles.flatMap((angle) => [
      Math.cos((angle * Math.PI) / 180),
      Math.sin((angle * Math.PI) / 180),
    ]);
    await writeFile(join(path, 'z.npy'), encodeNpy([angles.length, 2], Float32Array.from(rows)));
  }
  return run;
}

const now = { values: new Float32Array(8), count: 4, width: 2 };

describe('how often a sample was near', () => {
  it('is counted over the epochs that kept vectors of these samples', async () => {
    const run = await runOf('all', [
      [0, 10, 90, 180],
      [0, 90, 10, 180],
      undefined,
      [0, 10, 90, 180],
      [0, 10, 90, 180, 270],
    ]);
    const history = await HardnessHistory.read(run, now);
    expect([history.looked, history.stored]).toEqual([3, 5]);
    const times = history.timesNear(0, 1);
    expect([1, 2, 3].map(times)).toEqual([2, 1, 0]);
    expect([1, 2, 3].map(history.timesNear(0, 2))).toEqual([3, 3, 0]);
  });

  it('is of no epoch where there are two, or samples too many to look at three', async () => {
    const two = await runOf('two', [[0, 10, 90, 180], [0, 10, 90, 180]]); // prettier-ignore
    expect((await HardnessHistory.read(two, now)).looked).toBe(0);
    const three = await runOf('three', [[0], [0], [0]]);
    const many = { values: new Float32Array(), count: 100_000, width: 128 };
    expect(await HardnessHistory.read(three, many)).toMatchObject({ looked: 0, stored: 3 });
  });
});
