// The parameters of the curve that are weighed, and how likely each is before anything is reviewed.

/** d: how far apart classes stand, in deviations. */
export const DISTANCES: readonly number[] = Array.from({ length: 37 }, (_, i) => (8 + i) / 10);

/** l: log of what the assumed share of one class is off by. */
export const SHARE_ERRORS: readonly number[] = Array.from(
  { length: 9 },
  (_, i) => (-12 + 3 * i) / 10,
);

const DEVIATION_OF_DISTANCE = 0.5;
const DEVIATION_OF_SHARE = 0.5;
/** Whatever reviews say, not all pairs are of one class. */
const MOST_OF_ONE_CLASS = 0.9;

export interface CurveParameters {
  readonly d: number;
  readonly t: number;
  /** log of the prior, up to a constant. */
  readonly logPrior: number;
}

/** With reviews the share may be wrong too; without them nothing could tell. */
export function curveParameters(d0: number, tauPlus: number, reviewed: boolean): CurveParameters[] {
  const errors = reviewed ? SHARE_ERRORS : [0];
  return errors.flatMap((l) =>
    DISTANCES.map((d) => ({
      d,
      t: l === 0 ? tauPlus : Math.min(MOST_OF_ONE_CLASS, tauPlus * Math.exp(l)),
      logPrior: -half((d - d0) / DEVIATION_OF_DISTANCE) - half(l / DEVIATION_OF_SHARE),
    })),
  );
}

const half = (x: number): number => (x * x) / 2;
