// What an evaluation says, and what it needs to know.
import type { KnnSettings } from './knn';

/** The parts of a config's `evaluate` section that are read here. */
export interface EvaluationSettings {
  readonly knn: KnnSettings;
  readonly probe: {
    /** Shares of the labels in (0, 1]. */
    readonly label_fractions: readonly number[];
    /** C of the L2 penalty. */
    readonly c?: number;
    readonly max_iterations?: number;
  };
  /** Share of the labelled training rows held out where there is no test set. */
  readonly holdout: number;
}

/**
 * Named figures; those that the data cannot give are absent. Accuracies are shares in [0, 1]. The
 * label-free figures and the class structure are of the test rows where those are given, else of
 * the training rows.
 */
export interface EvaluationReport {
  /** Labelled rows that voted and that the probe was fitted to. */
  readonly labelledTrain?: number;
  /** Labelled rows the accuracies are of. */
  readonly labelledTest?: number;
  readonly knnTop1?: number;
  readonly knnTop5?: number;
  /** With all labels. */
  readonly probeTop1?: number;
  readonly probeTop5?: number;
  /** With a share of them: probeTop1At10Percent. */
  readonly [figure: `probeTop${1 | 5}At${number}Percent`]: number;
  readonly classConcentration?: number;
  readonly classSeparation?: number;
  /** Share of all pairs, and of each row's nearest 0.1, 1 and 5 percent, that have one class. */
  readonly sameClass?: number;
  readonly [figure: `sameClassAt${number}Percent`]: number;
  readonly uniformity?: number;
  readonly effectiveRank?: number;
  readonly rankMe?: number;
  readonly alignment?: number;
  /** In nats. */
  readonly infoNceBound?: number;
  readonly infoNceCeiling?: number;
}
