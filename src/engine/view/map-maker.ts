// Maps of a run's epochs: read where they are kept, else made, one at a time.
import type { RunMap } from '../../protocol/run-view';
import { arrange, type Arrangement, type ArrangeTask } from '../project/arrange';
import { placesNear, readMap, storeMap } from '../project/stored-map';
import type { Run } from '../runs/run';
import { selectRuntime } from '../runtime/select-runtime';
import type { EmbeddingFiles, StoredEmbeddings } from './stored-embeddings';
import type { Working } from './working';

const tasks: Readonly<Record<ArrangeTask, string>> = {
  neighbours: 'Finding neighbours',
  layout: 'Arranging the map',
};

export class MapMaker {
  private last: Promise<unknown> = Promise.resolve();

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
    const made = await this.working.during((tell) =>
      selectRuntime('cpu').then((runtime) =>
        arrange(embeddings, {
          ...{ runtime, seed, start, signal },
          onProgress: (task, done, total) => {
            tell(tasks[task], done, total);
          },
        }),
      ),
    );
    // A folder that cannot be written, or is being turned back, keeps no maps: they are made again.
    await storeMap(this.run, epoch, key, made).catch(() => undefined);
    return made;
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.last.then(task);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
