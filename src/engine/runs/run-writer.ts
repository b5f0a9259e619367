// A run's folder, for writing. One process at a time; each write is whole or absent, and they
// happen in the order they are asked for.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeTemporaries, writeAtomically, writeFolderAtomically } from './atomic-write';
import { type Checkpoint, type CheckpointContent, writeCheckpoint } from './checkpoints';
import { epochFolder, removeEpochsAfter } from './epoch-folders';
import { EventFile } from './event-file';
import { appendRow, cutRows, type MetricsRow, syncRows } from './metrics-log';
import { Run } from './run';
import { RunLock } from './run-lock';
import { type RunRecord, writeRecord } from './run-record';

/** Maps of epochs: a cache that whoever looks at the run writes, without its lock. */
export const MAPS = 'maps';

/** What a running training changes in its record. */
export type RecordChange = Partial<Omit<RunRecord, 'version' | 'name' | 'created' | 'updated'>>;

export class RunWriter extends Run {
  private events: EventFile | undefined;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    path: string,
    private readonly lock: RunLock,
  ) {
    super(path);
  }

  /**
   * Takes the lock of a run's folder and cleans away what a killed process left half written.
   * @throws InputError where a living process writes it.
   */
  static async open(path: string): Promise<RunWriter> {
    const writer = new RunWriter(path, await RunLock.take(path));
    for (const folder of [
      writer.path,
      ...['checkpoints', 'epochs', MAPS].map((name) => writer.at(name)),
    ])
      await removeTemporaries(folder);
    return writer;
  }

  /**
   * Turns the run back to its newest whole checkpoint: what was logged and saved after it goes.
   * Without a checkpoint (undefined) it starts from nothing.
   */
  resume(): Promise<Checkpoint | undefined> {
    return this.inTurn(async () => {
      const checkpoint = await this.latestCheckpoint();
      const epoch = checkpoint?.epoch ?? 0;
      await removeEpochsAfter(this.at('checkpoints'), epoch);
      await removeEpochsAfter(this.at('epochs'), epoch);
      await removeEpochsAfter(this.at(MAPS), epoch);
      await cutRows(this.at('metrics.jsonl'), epoch);
      const lastStep = (await this.metrics()).at(-1)?.step ?? 0;
      this.events = await EventFile.create(this.path, new Date(), lastStep + 1);
      await this.save(turnedBack(await this.record(), epoch));
      return checkpoint;
    });
  }

  /** Changes `run.json`. */
  update(change: RecordChange): Promise<void> {
    return this.inTurn(async () => {
      await this.save({ ...(await this.record()), ...change });
    });
  }

  /** Adds a row to `metrics.jsonl` and its metrics to TensorBoard's events. */
  appendMetrics(row: MetricsRow): Promise<void> {
    return this.inTurn(async () => {
      await appendRow(this.at('metrics.jsonl'), row);
      this.events ??= await EventFile.create(this.path, new Date());
      await this.events.append(row.step, metricsOf(row), new Date());
    });
  }

  /** The rows of metrics so far are on the disk before the checkpoint shows. */
  saveCheckpoint(epoch: number, content: CheckpointContent): Promise<void> {
    return this.inTurn(async () => {
      await syncRows(this.at('metrics.jsonl'));
      await writeCheckpoint(this.at('checkpoints'), epoch, content);
    });
  }

  /** Replaces `epochs/NNNN/` by these files, by their names. */
  saveEpoch(epoch: number, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    return this.inTurn(() => writeFolderAtomically(epochFolder(this.at('epochs'), epoch), files));
  }

  /** Writes or replaces one file: `encoder.onnx`, `resolved.yaml`. */
  writeFile(name: string, bytes: Uint8Array | string): Promise<void> {
    const path = this.at(name);
    return this.inTurn(async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeAtomically(path, bytes);
    });
  }

  /** Waits for what is being written and gives the lock back. */
  async close(): Promise<void> {
    await this.last;
    await this.lock.release();
  }

  private async save(record: RunRecord): Promise<void> {
    await writeRecord(this.at('run.json'), { ...record, updated: new Date().toISOString() });
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.last.then(async () => {
      await this.lock.check();
      return task();
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

/** The record as it was after `epoch`, with the best values that were reached by then. */
function turnedBack(record: RunRecord, epoch: number): RunRecord {
  const best = Object.entries(record.best).filter(([, reached]) => reached.epoch <= epoch);
  const turned: RunRecord = {
    ...record,
    state: 'running',
    epochs_done: epoch,
    best: Object.fromEntries(best),
  };
  delete turned.error;
  return turned;
}

const metricsOf = (row: MetricsRow): Record<string, number> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'epoch' && name !== 'step'));
