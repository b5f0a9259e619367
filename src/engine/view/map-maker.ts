// Maps of a run's epochs and the clusters that they show: read where they are kept, else made, one at a
// time.
import type { RunMap } from '../../protocol/sample-places';
import { checkUsable, unitRows } from '../evaluate/embeddings';
import type { Neighbours } from '../evaluate/neighbours';
import {
  arrange,
  mapNeighbours,
  type Arrangement,
  type ArrangeOptions,
  type ArrangeTask,
} from '../project/arrange';
import { communities } from '../project/communities';
import { neighbourGraph } from '../project/neighbour-graph';
import { readClusters, storeClusters } from '../project/stored-clusters';
import { INPUT, placesNear, readMap, storeMap } from '../project/stored-map';
import { InputError } from '../input-error';
import { Random } from '../random/random';
import type { Run } from '../runs/run';
import { selectRuntime } from '../runtime/select-runtime';
import type { EmbeddingFiles, StoredEmbeddings } from './stored-embeddings';
import { inputRows } from './input-rows';
import type { RunData } from './run-data';
import type { Tell, Working } from './working';

const tasks: Readonly<Record<ArrangeTask, string>> = {
  neighbours: 'Finding neighbours',
  layout: 'Arranging the map',
};

interface InputJob {
  readonly seed: number;
  /** Of the data when the run was trained; empty where that was not noted. */
  readonly key: string;
  readonly signal: AbortSignal;
}

export class MapMaker {
  private last: Promise<unknown> = Promise.resolve();
  /** Of the map that was made last. */
  private found: { readonly key: string; readonly neighbours: Neighbours } | undefined;

  constructor(
    private readonly run: Run,
    private readonly files: EmbeddingFiles,
    private readonly working: Working,
  ) {}

  /**
   * Rejects with the signal's reason once it is aborted.
   * @throws InputError where the epoch has no embeddings.
   */
  async map(epoch: number, seed: number, signal: AbortSignal): Promise<RunMap> {
    const stored = await this.files.read(epoch);
    const kept = await readMap(this.run, epoch, stored.key);
    const { positions, method, neighboursKept } =
      kept ?? (await this.inTurn(() => this.make(epoch, seed, stored, signal)));
    return { epoch, positions, method, neighboursKept };
  }

  /**
   * The map of the samples themselves, turned onto the first that there is of an encoder.
   * @throws InputError where the data can no longer be read, or are not those of the run.
   */
  async inputMap(data: RunData, signal: AbortSignal): Promise<RunMap> {
    const { seed, dataset_fingerprint: key = '' } = await this.run.record();
    const kept = await readMap(this.run, INPUT, key);
    const { positions, method, neighboursKept } =
      kept ?? (await this.inTurn(() => this.makeInput(data, { seed, key, signal })));
    return { epoch: INPUT, positions, method, neighboursKept };
  }

  private async makeInput(data: RunData, { seed, key, signal }: InputJob): Promise<Arrangement> {
    signal.throwIfAborted();
    const { data: opened, inPlace } = await data.open();
    if (!inPlace)
      throw new InputError(
        'the data no longer hold the samples of this run as they were: what they looked like cannot be mapped',
        { file: this.run.path },
      );
    const onto = await placesNear(this.run, INPUT, opened.train.length);
    const made = await this.arranged(signal, async (options, tell) => {
      const { length } = opened.train;
      const rows = await inputRows(opened.train, {
        signal,
        onProgress: (done) => {
          tell('Reading the data', done, length);
        },
      });
      return arrange(rows, { ...options, seed, onto });
    });
    if (key !== '' && key === opened.train.fingerprint)
      await storeMap(this.run, INPUT, key, made).catch(() => undefined);
    return made;
  }

  /**
   * The cluster of each sample, from 0, the largest first. Quick where the map was just made.
   * @throws InputError where the epoch has no embeddings.
   */
  async clusters(epoch: number, seed: number, signal: AbortSignal): Promise<Int32Array> {
    const stored = await this.files.read(epoch);
    const kept = await readClusters(this.run, epoch, stored.key);
    if (kept?.length === stored.embeddings.count) return kept;
    return this.inTurn(async () => {
      signal.throwIfAborted();
      if (stored.embeddings.count < 2) return new Int32Array(stored.embeddings.count);
      const neighbours = await this.neighbours(stored, signal);
      const made = communities(neighbourGraph(neighbours), Random.stream(seed, 'clusters'));
      await storeClusters(this.run, epoch, stored.key, made).catch(() => undefined);
      return made;
    });
  }

  private async neighbours(
    { embeddings, key }: StoredEmbeddings,
    signal: AbortSignal,
  ): Promise<Neighbours> {
    if (this.found?.key === key) return this.found.neighbours;
    checkUsable(embeddings, 'stored');
    const runtime = await selectRuntime('cpu');
    const neighbours = await mapNeighbours(runtime, unitRows(embeddings), { signal });
    this.found = { key, neighbours };
    return neighbours;
  }

  private async make(
    epoch: number,
    seed: number,
    { embeddings, key }: StoredEmbeddings,
    signal: AbortSignal,
  ): Promise<Arrangement> {
    signal.throwIfAborted();
    // Whoever waited for the same map finds it.
    const kept = await readMap(this.run, epoch, key);
    if (kept) return kept;
    const start = await placesNear(this.run, epoch, embeddings.count);
    const made = await this.arranged(signal, (options) =>
      arrange(embeddings, { ...options, seed, start }),
    );
    this.found = { key, neighbours: made.neighbours };
    // A folder that cannot be written, or is being turned back, keeps no maps: they are made again.
    await storeMap(this.run, epoch, key, made).catch(() => undefined);
    return made;
  }

  /** Tells how far it is. */
  private arranged<T>(
    signal: AbortSignal,
    work: (options: Omit<ArrangeOptions, 'seed'>, tell: Tell) => Promise<T>,
  ): Promise<T> {
    return this.working.during(async (tell) => {
      const runtime = await selectRuntime('cpu');
      const onProgress = (task: ArrangeTask, done: number, total: number): void => {
        tell(tasks[task], done, total);
      };
      return work({ runtime, signal, onProgress }, tell);
    });
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.last.then(task);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
