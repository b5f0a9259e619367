// A run's folder, for reading. Nothing here takes the lock: a run can be read while it is written.
import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { InputError } from '../input-error';
import { type Checkpoint, readCheckpoint, readLatestCheckpoint } from './checkpoints';
import { listEpochs } from './epoch-folders';
import { type MetricsRow, readRows } from './metrics-log';
import { isLocked } from './run-lock';
import { readRecord, type RunRecord } from './run-record';

export class Run {
  /** Of the folder, absolute. */
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /** The folder's name: unique among the runs of a workspace. */
  get id(): string {
    return basename(this.path);
  }

  /** @throws InputError where the run's file is missing or damaged. */
  record(): Promise<RunRecord> {
    return readRecord(this.at('run.json'));
  }

  /** True while a living process writes it; a run that says `running` and is not live was killed. */
  isLive(): Promise<boolean> {
    return isLocked(this.path);
  }

  metrics(): Promise<MetricsRow[]> {
    return readRows(this.at('metrics.jsonl'));
  }

  /** Epochs that have a checkpoint, rising. */
  checkpoints(): Promise<number[]> {
    return listEpochs(this.at('checkpoints'));
  }

  /** @throws InputError where it is missing or damaged. */
  checkpoint(epoch: number): Promise<Checkpoint> {
    return readCheckpoint(this.at('checkpoints'), epoch);
  }

  /** The newest that is whole. */
  latestCheckpoint(): Promise<Checkpoint | undefined> {
    return readLatestCheckpoint(this.at('checkpoints'));
  }

  /** Epochs of which files were saved, rising. */
  epochs(): Promise<number[]> {
    return listEpochs(this.at('epochs'));
  }

  /**
   * @param name relative to the run's folder, with `/`: `config.yaml`, `epochs/0010/embeddings.npy`
   * @throws InputError where there is no such file.
   */
  readFile(name: string): Promise<Uint8Array> {
    const path = this.at(name);
    return readFile(path).catch(() => {
      throw new InputError('this file of the run cannot be read', { file: path });
    });
  }

  /** Absolute path of a file in the folder; a name that leads out of it is a defect. */
  at(name: string): string {
    const path = resolve(this.path, name);
    const inside = relative(this.path, path);
    if (inside === '' || inside.startsWith('..') || isAbsolute(inside))
      throw new Error(`"${name}" is no file of a run`);
    return join(this.path, inside);
  }
}
