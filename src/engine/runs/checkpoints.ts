// `checkpoints/NNNN/`: all that a training needs to go on after epoch NNNN.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../input-error';
import { writeFolderAtomically } from './atomic-write';
import { epochFolder, listEpochs } from './epoch-folders';
import { decodeSafetensors, encodeSafetensors } from './safetensors';
import type { TensorData } from './tensor-data';

export interface CheckpointContent {
  readonly weights: ReadonlyMap<string, TensorData>;
  readonly optimiser: ReadonlyMap<string, TensorData>;
  /** What is no tensor: steps done, the schedule's place. Plain JSON; whoever reads it checks it. */
  readonly state: unknown;
}

export interface Checkpoint extends CheckpointContent {
  /** Epochs done when it was saved. */
  readonly epoch: number;
}

const files = {
  weights: 'weights.safetensors',
  optimiser: 'optimiser.safetensors',
  state: 'state.json',
} as const;

export const writeCheckpoint = (
  folder: string,
  epoch: number,
  { weights, optimiser, state }: CheckpointContent,
): Promise<void> =>
  writeFolderAtomically(
    epochFolder(folder, epoch),
    new Map([
      [files.weights, encodeSafetensors(weights)],
      [files.optimiser, encodeSafetensors(optimiser)],
      [files.state, Buffer.from(JSON.stringify(state))],
    ]),
  );

/** The newest checkpoint that is whole; undefined where there is none. */
export async function readLatestCheckpoint(folder: string): Promise<Checkpoint | undefined> {
  for (const epoch of (await listEpochs(folder)).reverse()) {
    const checkpoint = await readCheckpoint(folder, epoch).catch((error: unknown) => {
      if (error instanceof InputError) return undefined;
      throw error;
    });
    if (checkpoint) return checkpoint;
  }
  return undefined;
}

/** @throws InputError where it is missing or damaged. */
export async function readCheckpoint(folder: string, epoch: number): Promise<Checkpoint> {
  const path = epochFolder(folder, epoch);
  const [weights, optimiser, state] = await Promise.all([
    readTensors(join(path, files.weights)),
    readTensors(join(path, files.optimiser)),
    readState(join(path, files.state)),
  ]);
  return { epoch, weights, optimiser, state };
}

const readTensors = async (path: string): Promise<Map<string, TensorData>> =>
  decodeSafetensors(await readPart(path), path);

async function readState(path: string): Promise<unknown> {
  const bytes = await readPart(path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new InputError('the state of this checkpoint is damaged', { file: path });
  }
}

async function readPart(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new InputError('this part of the checkpoint is missing', { file: path });
    throw error;
  });
}
