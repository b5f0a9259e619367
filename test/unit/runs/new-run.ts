// What the tests of this folder start a run with.
import type { NewRun } from '../../../src/engine/runs/run-folder';
import type { CheckpointContent } from '../../../src/engine/runs/checkpoints';

export const newRun = (name = 'flowers'): NewRun => ({
  name,
  configBytes: Buffer.from('\uFEFFdata: { train: . }\r\n'),
  resolved: 'name: flowers\n',
  record: { seed: 1, versions: { node: '20' } },
  now: new Date('2025-01-31T23:59:59.900Z'),
});

/** A checkpoint whose every part says which epoch it is of; `size` elements a tensor. */
export const checkpointOf = (epoch: number, size = 4): CheckpointContent => ({
  weights: new Map([
    ['w', { dtype: 'F32', shape: [size], data: new Float32Array(size).fill(epoch) }],
  ]),
  optimiser: new Map([
    ['m', { dtype: 'F32', shape: [size], data: new Float32Array(size).fill(epoch) }],
  ]),
  state: { epoch },
});
