// What every objective gives, and the settings it reads.
import type { RunConfig } from '../config/run-config';
import type { Tensor } from '../graph/tensor';

export interface Loss {
  /** Scalar. */
  readonly loss: Tensor;
  /** Scalars worth a curve: the mean cosine of the positives, the share of clamped anchors … */
  readonly diagnostics: Readonly<Record<string, Tensor>>;
}

export type ObjectiveName = RunConfig['objective']['name'];

/** The settings of one objective: `ObjectiveSettings<'supcon'>`. */
export type ObjectiveSettings<Name extends ObjectiveName> = Extract<
  RunConfig['objective'],
  { readonly name: Name }
>;

export type NegativesSettings = RunConfig['negatives'];
