// An epoch of a run with all that is asked about its negatives. Ranks are answered as soon as the
// vectors are read; probabilities take an estimate of seconds for tens of thousands of samples.
import type { AnchorReport, FlagQuality } from '../../protocol/run-view';
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import type { Runtime } from '../runtime/runtime';
import type { SampleRelations } from '../train/relations/row-relations';
import { anchorEffects, settingsAt, type AnchorEffects } from './anchor-effects';
import { anchorReport } from './anchor-report';
import { assumedShare, type AssumedShare } from './assumed-share';
import type { EpochVectors } from './epoch-vectors';
import { FalseNegatives, viewCosinesOf, type ReviewedPair } from './false-negatives';
import { flagQuality } from './flag-quality';
import { HardnessHistory } from './hardness-history';
import { productsWith } from './products';
import { readVectors } from './read-vectors';
import { relatedMasks } from './related-samples';
import type { InspectedSamples } from './samples';

export interface InspectionJob {
  readonly run: Run;
  /** From 1: one of `run.epochs()`. */
  readonly epoch: number;
  readonly config: RunConfig;
  readonly samples: InspectedSamples;
  /** Samples that are no negatives of each other; without it all are. */
  readonly relations?: Pick<SampleRelations, 'classes' | 'kin'>;
  readonly reviews?: readonly ReviewedPair[];
  readonly runtime: Runtime;
  readonly onProgress?: (done: number, total: number) => void;
}

interface Loaded {
  readonly vectors: EpochVectors;
  readonly history: HardnessHistory;
  /** Mean loss of each epoch up to this one. */
  readonly losses: readonly number[];
  readonly share: AssumedShare;
  /** Of each sample that has views. */
  readonly viewCosines: ReadonlyMap<number, number>;
}

interface Estimated {
  readonly falseNegatives: FalseNegatives;
  readonly quality: FlagQuality | undefined;
}

/** With so many reviewed pairs, or labels that confirm them so well, probabilities are no longer provisional. */
const ENOUGH_REVIEWS = 50;
const WELL_CALIBRATED = 0.1;

export class EpochInspection {
  private constructor(
    private readonly job: InspectionJob,
    private readonly loaded: Loaded,
    private readonly estimated?: Estimated,
  ) {}

  /** @throws InputError where the epoch kept no vectors, or not of these samples, or too few. */
  static async open(job: InspectionJob): Promise<EpochInspection> {
    const { loaded } = await EpochInspection.read(job);
    return new EpochInspection(job, loaded, await estimate(job, loaded));
  }

  /**
   * Without the estimate: reports are `estimating`.
   * @throws InputError where the epoch kept no vectors, or not of these samples.
   */
  static async read(job: InspectionJob): Promise<EpochInspection> {
    const { run, epoch, config, samples } = job;
    const vectors = await readVectors(run, epoch, config);
    if (vectors.z.count !== samples.count)
      throw new InputError(
        `epoch ${epoch} has vectors of ${vectors.z.count} samples, but the data now holds ${samples.count}: restore the data, or train again`,
        { file: run.path },
      );
    const share = assumedShare(config, samples.labels);
    const losses = (await run.metrics()).slice(0, epoch - 1).map(({ loss }) => loss);
    const history = await HardnessHistory.read(run, vectors.z);
    const viewCosines = viewCosinesByRow(vectors);
    return new EpochInspection(job, { vectors, history, losses, share, viewCosines });
  }

  /** @throws InputError where there is no such sample. */
  anchor({ index, top }: { readonly index: number; readonly top: number }): AnchorReport {
    const { job, loaded } = this;
    const cosines = productsWith(loaded.vectors.z, this.checked(index));
    const viewCosine = loaded.viewCosines.get(index);
    return {
      ...anchorReport({
        ...{ index, epoch: job.epoch, top, cosines, viewCosine },
        falseNegatives: this.estimated?.falseNegatives,
        ...{ samples: job.samples, history: loaded.history },
        effects: this.effects(index, cosines),
      }),
      assumed: loaded.share,
      provisional: this.provisional(),
    };
  }

  /**
   * Cosine of the anchor with every sample; NaN for what is no negative of it.
   * @throws InputError where there is no such sample.
   */
  cosines(index: number): Float32Array {
    const cosines = Float32Array.from(productsWith(this.loaded.vectors.z, this.checked(index)));
    const { negatives } = this.masks(index);
    return cosines.map((cosine, j) => (negatives[j] === 1 ? cosine : NaN));
  }

  /** How good the probabilities are; undefined without labels, and without probabilities. */
  get quality(): FlagQuality | undefined {
    return this.estimated?.quality;
  }

  /** Whether probabilities are yet to be confirmed, by reviews or by labels. */
  private provisional(): boolean {
    const { reviews = [] } = this.job;
    if (reviews.length >= ENOUGH_REVIEWS) return false;
    return !((this.quality?.calibrationError ?? Infinity) <= WELL_CALIBRATED);
  }

  private effects(index: number, cosines: Float64Array): AnchorEffects {
    const { vectors, losses, viewCosines } = this.loaded;
    const { config, epoch } = this.job;
    const anchor = {
      ...{ index, cosines, lengths: vectors.lengths, width: vectors.z.width },
      ...this.masks(index),
      viewCosine: viewCosines.get(index),
    };
    return anchorEffects(anchor, settingsAt(config, epoch - 1, losses), config.train.seed);
  }

  private masks(index: number) {
    const { samples, relations = { kin: [] } } = this.job;
    return relatedMasks(samples.count, index, relations);
  }

  private checked(index: number): number {
    const { count } = this.job.samples;
    if (Number.isInteger(index) && index >= 0 && index < count) return index;
    throw new InputError(`there is no sample ${index}: there are ${count}, from 0`);
  }
}

async function estimate(job: InspectionJob, { vectors, share }: Loaded): Promise<Estimated> {
  const { config, samples, runtime, reviews, onProgress } = job;
  const falseNegatives = await FalseNegatives.estimate(runtime, vectors, {
    ...{ tauPlus: share.tauPlus, seed: config.train.seed },
    ...(reviews && { reviews }),
    onProgress: (done) => onProgress?.(done, FalseNegatives.parts),
  });
  return { falseNegatives, quality: flagQuality(falseNegatives, samples) };
}

function viewCosinesByRow(vectors: EpochVectors): Map<number, number> {
  const cosines = viewCosinesOf(vectors) ?? new Float64Array();
  return new Map(Array.from(cosines, (cosine, i) => [vectors.views!.rows[i], cosine]));
}
