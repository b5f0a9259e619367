import { expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { inputRows } from '../../../src/engine/view/input-rows';

/** Of samples that are given number by number. */
function datasetOf(
  kind: 'image' | 'vector',
  sampleShape: readonly number[],
  samples: readonly (readonly number[])[],
): Dataset {
  return {
    ...{ kind, sampleShape, length: samples.length, names: samples.map((_, i) => `${i}`) },
    ...{ labels: undefined, classes: [], skipped: [], fingerprint: '' },
    read: (rows, into) => {
      into.set(Array.from(rows).flatMap((row) => samples[row]));
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => +value.toFixed(4));

it('small pictures are compared pixel by pixel, less the mean picture', async () => {
  const rows = await inputRows(
    datasetOf(
      'image',
      [1, 2, 1],
      [
        [0, 255],
        [255, 255],
      ],
    ),
  );
  expect(rows).toMatchObject({ count: 2, width: 2 });
  // The second row is the mirror of the first: both differ from the mean in the first pixel.
  expect(rounded(rows.values)).toEqual([-0.5, 0, 0.5, 0]);
});

it('large pictures are averaged over squares, channel by channel', async () => {
  const [height, width] = [32, 30];
  const pixels = (left: number, right: number) =>
    Array.from({ length: height * width * 3 }, (_, at) => {
      const x = Math.floor(at / 3) % width;
      return at % 3 === 0 ? (x < 15 ? left : right) : 51;
    });
  const rows = await inputRows(
    datasetOf('image', [height, width, 3], [pixels(0, 255), pixels(255, 0)]),
  );
  // Squares of four pixels: eight by eight of them, the last ones of a row two pixels wide.
  expect(rows.width).toBe(8 * 8 * 3);
  const first = rounded(rows.values.subarray(0, 24));
  expect(first.filter((_, at) => at % 3 === 0)).toEqual([
    -0.5, -0.5, -0.5, -0.25, 0.5, 0.5, 0.5, 0.5,
  ]);
  expect(first.filter((_, at) => at % 3 !== 0).every((value) => value === 0)).toBe(true);
});

it('elements of vectors count the same, whatever their units', async () => {
  const { values } = await inputRows(
    datasetOf(
      'vector',
      [3],
      [
        [1, 1000, 7],
        [3, 3000, 7],
      ],
    ),
  );
  expect(rounded(values)).toEqual([-1, -1, 0, 1, 1, 0]);
});

it('a sample that is the mean one has a direction all the same', async () => {
  const { values } = await inputRows(
    datasetOf(
      'vector',
      [2],
      [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
    ),
  );
  expect(rounded(values.subarray(2, 4))).toEqual([1, 0]);
});

it('many samples are read in parts, and an abort ends it', async () => {
  const many = Array.from({ length: 2500 }, (_, i) => [i, -i]);
  const done: number[] = [];
  const { count } = await inputRows(datasetOf('vector', [2], many), {
    onProgress: (rows) => done.push(rows),
  });
  expect(count).toBe(2500);
  expect(done).toEqual([1024, 2048, 2500]);
  const reading = inputRows(datasetOf('vector', [2], many), { signal: AbortSignal.abort() });
  await expect(reading).rejects.toThrow(/abort/);
});
