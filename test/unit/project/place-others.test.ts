import { expect, it } from 'vitest';
import { placeOthers } from '../../../src/engine/project/place-others';
import { selectRuntime } from '../../../src/engine/runtime/select-runtime';
import { blobs } from './blobs';

const runtime = await selectRuntime('cpu', { threads: 1 });

it('a sample that is on the map already lies where it lies, or beside it', async () => {
  const embeddings = blobs(80);
  // Clouds lie in four corners.
  const positions = Float32Array.from({ length: 160 }, (_, i) => {
    const cloud = Math.floor(i / 2) % 4;
    return (i % 2 === 0 ? cloud % 2 : Math.floor(cloud / 2)) * 2 - 1;
  });
  const places = await placeOthers(runtime, embeddings, { embeddings, positions });
  places.forEach((place, i) => {
    expect(place).toBeCloseTo(positions[i], 5);
  });
});

it('a sample between two others lies between them, nearer to the nearer one', async () => {
  const embeddings = { values: Float32Array.of(1, 0, 0, 1), count: 2, width: 2 };
  const positions = Float32Array.of(-1, 0.5, 1, 0.5);
  const at = async (x: number, y: number) =>
    placeOthers(
      runtime,
      { values: Float32Array.of(x, y), count: 1, width: 2 },
      { embeddings, positions },
    );
  expect([...(await at(3, 3))]).toEqual([expect.closeTo(0, 5), expect.closeTo(0.5, 5)]);
  const [x] = await at(1.05, 1);
  expect(x).toBeLessThan(-0.05);
  expect(x).toBeGreaterThan(-1);
});
