import { describe, expect, it } from 'vitest';
import { configOf } from './job';

const withChunks = (chunk: number, batch: number) => () =>
  configOf({ train: `{ batch_size: ${batch}, chunk_size: ${chunk} }` });

describe('train.chunk_size', () => {
  it.each([
    [1, 7],
    [7, 7],
    [64, 256],
  ])('of %i divides a batch of %i', (chunk, batch) => {
    expect(withChunks(chunk, batch)().train.chunk_size).toBe(chunk);
  });

  it.each([
    { chunk: 5, batch: 8, use: 4 },
    { chunk: 100, batch: 256, use: 64 },
    { chunk: 6, batch: 7, use: 1 },
  ])('of $chunk leaves a rest of $batch and is refused: use $use', ({ chunk, batch, use }) => {
    expect(withChunks(chunk, batch)).toThrow(
      `"train.chunk_size" (${chunk}) must divide train.batch_size (${batch}): use ${use}`,
    );
  });
});
