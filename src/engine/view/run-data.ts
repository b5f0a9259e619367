// The data of a run, opened when something of it is first shown. It may be gone, or not be as it was.
import { existsSync } from 'node:fs';
import { resolveDataPath } from '../config/data-path';
import type { LoadedConfig } from '../config/load-config';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { loadRunConfig } from '../session/run-config-file';
import { closeData } from '../session/session-data';
import { openTrainingData, type TrainingData } from '../train/data/training-data';
import type { SampleLookup } from './sample-lookup';
import type { Working } from './working';

export interface OpenedData {
  readonly loaded: LoadedConfig;
  readonly data: TrainingData;
  /** Row of the data for a row of the run; undefined where the sample is no longer there. */
  readonly rowOf: (row: number) => number | undefined;
  /** Whether every row of the run is the same row of the data. */
  readonly inPlace: boolean;
}

/** Samples up to this many bytes are held in memory, more are read from their file. */
const MEMORY_LIMIT = 64 * 2 ** 20;

export class RunData {
  private opening: Promise<OpenedData> | undefined;
  private trouble: string | undefined;

  /** `onTrouble` is called when `problem` has become another one. */
  constructor(
    private readonly run: Run,
    private readonly samples: SampleLookup,
    private readonly working: Working,
    private readonly onTrouble: () => void,
  ) {}

  /** What keeps samples from being shown as they were; undefined while nothing is known of any. */
  async problem(): Promise<string | undefined> {
    if (this.trouble !== undefined) return this.trouble;
    const { config, file } = await loadRunConfig(this.run);
    const path = resolveDataPath(file, config.data.train);
    return existsSync(path) ? undefined : `the data is gone: there is no ${path}`;
  }

  /**
   * Opened once; tried again after a failure.
   * @throws InputError where the data cannot be read.
   */
  open(): Promise<OpenedData> {
    this.opening ??= this.read().then(
      async (opened) => {
        this.tell(await this.change(opened));
        return opened;
      },
      (error: unknown) => {
        this.opening = undefined;
        if (error instanceof InputError) this.tell(error.message);
        throw error;
      },
    );
    return this.opening;
  }

  private async read(): Promise<OpenedData> {
    const loaded = await loadRunConfig(this.run);
    const data = await this.working.during((tell) =>
      openTrainingData(loaded, {
        memoryLimit: MEMORY_LIMIT,
        onProgress: (done, total) => {
          tell('Reading the data', done, total);
        },
      }),
    );
    const { kind, names } = (await this.samples.read()).table;
    if (kind !== data.train.kind) {
      await closeData(data);
      throw new InputError(`the data now holds ${data.train.kind}s, but the run was of ${kind}s`);
    }
    return { loaded, data, ...placesOf(names, data.train.names) };
  }

  private async change({ data, inPlace }: OpenedData): Promise<string | undefined> {
    const { dataset_fingerprint: then } = await this.run.record();
    if (inPlace && (then === undefined || then === data.train.fingerprint)) return undefined;
    return "the data's files are not as they were when the run was trained: what is shown of samples is what they are now";
  }

  private tell(trouble: string | undefined): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.onTrouble();
  }
}

function placesOf(
  names: readonly string[],
  present: readonly string[],
): Pick<OpenedData, 'rowOf' | 'inPlace'> {
  const inPlace =
    names.length === present.length && names.every((name, row) => name === present[row]);
  if (inPlace) return { inPlace, rowOf: (row) => row };
  const rows = new Map(present.map((name, row) => [name, row]));
  return { inPlace, rowOf: (row) => rows.get(names[row]) };
}
