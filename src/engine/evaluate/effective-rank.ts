// How many dimensions the embeddings use: the sign of dimensional collapse.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Random } from '../random/random';
import { rowOf, selectRows, type Embeddings } from './embeddings';
import { sampleRows } from './split';

export interface EffectiveRank {
  /**
   * exp(entropy of p), p the eigenvalues of the covariance divided by their sum (Roy & Vetterli
   * 2007): d where all directions vary alike, 1 where the rows lie on a line, 0 where all coincide.
   */
  readonly effectiveRank: number;
  /**
   * The same of the singular values of the embeddings themselves, not centred (RankMe, Garrido et
   * al. 2023, equation 1): counts weak directions more.
   */
  readonly rankMe: number;
}

/** Products that the second moments may take: well under a second of work. */
const MOST_PRODUCTS = 1e9;
/** Garrido et al. 2023: what a singular value's share is raised by. */
const RANK_ME_EPSILON = 1e-7;
/** Variance relative to the squared length that float32 rounding alone can make. */
const ROUNDING = 1e-13;

/** Eigenvalues take seconds here and grow with the cube of the width. */
const WIDEST = 1024;

/**
 * In float64; of a random subset of rows where there are many. There are at least two rows.
 * Undefined for embeddings too wide to be judged while a training waits.
 */
export function effectiveRank(embeddings: Embeddings, seed: number): EffectiveRank | undefined {
  const { count, width } = embeddings;
  if (width > WIDEST) return undefined;
  const most = Math.max(2 * width, Math.floor(MOST_PRODUCTS / width ** 2));
  const rows = sampleRows(count, most, Random.stream(seed, 'effective-rank'));
  const sample = selectRows(embeddings, rows);
  const centre = meanRow(sample);
  const covariance = covarianceOf(sample, centre);
  const variances = eigenvalues(covariance);
  const aboutOrigin = Matrix.columnVector(centre).mmul(Matrix.rowVector(centre)).add(covariance);
  const energies = eigenvalues(aboutOrigin);
  const collapsed = total(variances) <= ROUNDING * total(energies);
  return {
    effectiveRank: collapsed ? 0 : Math.exp(entropy(shares(variances))),
    rankMe: Math.exp(
      entropy(shares(energies.map(Math.sqrt)).map((share) => share + RANK_ME_EPSILON)),
    ),
  };
}

function meanRow(embeddings: Embeddings): Float64Array {
  const mean = new Float64Array(embeddings.width);
  for (let i = 0; i < embeddings.count; i++)
    rowOf(embeddings, i).forEach((x, j) => (mean[j] += x / embeddings.count));
  return mean;
}

/** Σ (x − c)(x − c)ᵀ / n, [width, width]. */
function covarianceOf(embeddings: Embeddings, centre: Float64Array): Matrix {
  const { count, width } = embeddings;
  const moments = Array.from({ length: width }, () => new Float64Array(width));
  const deviation = new Float64Array(width);
  for (let n = 0; n < count; n++) {
    const row = rowOf(embeddings, n);
    for (let j = 0; j < width; j++) deviation[j] = row[j] - centre[j];
    for (let i = 0; i < width; i++) {
      const [line, factor] = [moments[i], deviation[i] / count];
      for (let j = 0; j <= i; j++) line[j] += factor * deviation[j];
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) moments[j][i] = moments[i][j];
  return new Matrix(moments);
}

/** Rounding makes some of a singular matrix's slightly negative: they are 0. */
function eigenvalues(symmetric: Matrix): number[] {
  const { realEigenvalues } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  return realEigenvalues.map((value) => Math.max(0, value));
}

const total = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);

function shares(x: readonly number[]): number[] {
  const sum = total(x);
  return x.map((value) => value / sum);
}

function entropy(p: readonly number[]): number {
  return -total(p.filter((share) => share > 0).map((share) => share * Math.log(share)));
}
