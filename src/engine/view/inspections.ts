// What is asked about negatives, epoch by epoch: an epoch is prepared once and kept for a while.
import { stat } from 'node:fs/promises';
import { InputError } from '../input-error';
import type { EpochInspection, InspectionJob } from '../inspect/epoch-inspection';
import { reviewedPairs } from '../inspect/reviewed-pairs';
import type { Run } from '../runs/run';
import type { Runtime } from '../runtime/runtime';
import { selectRuntime } from '../runtime/select-runtime';
import { loadRunConfig } from '../session/run-config-file';
import { trainingViews } from '../train/views/dataset-views';
import { noStatistics } from '../train/data/encoder-statistics';
import { findRelations } from '../train/relations/find-relations';
import { readReviews, reviewFile } from '../train/relations/review-file';
import type { SampleRelations } from '../train/relations/row-relations';
import type { RunConfig } from '../config/run-config';
import type { RunData } from './run-data';
import type { SampleLookup } from './sample-lookup';

const KEPT = 2;

export class Inspections {
  /** By epoch and the versions of what it is made of, the last one newest. */
  private readonly kept = new Map<string, Promise<EpochInspection>>();

  constructor(
    private readonly run: Run,
    private readonly samples: SampleLookup,
    private readonly data: RunData,
    private readonly begin: (job: InspectionJob) => Promise<EpochInspection>,
  ) {}

  /** @throws InputError where the epoch kept no vectors, or not of these samples. */
  async of(epoch: number): Promise<EpochInspection> {
    const version = await this.version(epoch);
    const known = this.kept.get(version);
    if (known) return known;
    const opening = this.open(epoch);
    this.kept.set(version, opening);
    for (const old of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(old);
    // What could not be opened is tried again.
    opening.catch(() => this.kept.delete(version));
    return opening;
  }

  /** Another one where the epoch's folder or the reviews have changed. */
  async version(epoch: number): Promise<string> {
    const reviews = reviewFile(await loadRunConfig(this.run));
    const folder = this.run.at(`epochs/${String(epoch).padStart(4, '0')}`);
    const times = [folder, reviews].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    );
    return [epoch, ...(await Promise.all(times))].join(' ');
  }

  private async open(epoch: number): Promise<EpochInspection> {
    const { config, ...loaded } = await loadRunConfig(this.run);
    const { table } = await this.samples.read();
    const runtime = await selectRuntime('cpu');
    const relations = await this.relations(config, runtime);
    const reviews = await readReviews(reviewFile({ ...loaded, config }));
    return this.begin({
      ...{ run: this.run, epoch, config, samples: table, runtime },
      ...(relations && { relations }),
      reviews: reviewedPairs(table.names, reviews),
    });
  }

  /** Undefined where nothing is related, or the data that says what is gone. */
  private async relations(
    config: RunConfig,
    runtime: Runtime,
  ): Promise<SampleRelations | undefined> {
    if (config.negatives.exclude.length === 0 && config.positives.from !== 'label')
      return undefined;
    try {
      const { data, inPlace } = await this.data.open();
      if (!inPlace) return undefined;
      const { partnered } = trainingViews(data, config, noStatistics(data, config));
      return await findRelations({ config, data, runtime, partnered, note: () => undefined });
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  }
}
