// Brightness, contrast, saturation, hue and gray as one affine map of the colours of each sample.
//
// On RGB in YIQ coordinates (luma Y; chroma I, Q) brightness multiplies all three, saturation the
// chroma, hue turns the chroma, gray drops it, and contrast moves towards the picture's mean luma.
// All of these commute, so the order in which torchvision's ColorJitter draws them has no meaning
// here: out = gain · (Y + s R(θ) chroma) + brightness · (1 − contrast) · mean Y, with gain =
// brightness · contrast.
import { inverse, Matrix } from 'ml-matrix';
import { add, minimum, multiply } from '../graph/arithmetic';
import { relu } from '../graph/elementwise';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { concat } from '../graph/slicing';
import { constant } from '../graph/sources';
import { mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { drawColumn } from './packed-draws';

/** Weights of red, green, blue in luma (ITU-R BT.601). */
export const luma = [0.299, 0.587, 0.114];

/** RGB -> YIQ (NTSC 1953); the rows of I and Q sum to 0, so that grays have no chroma. */
const yiq = new Matrix([luma, [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]]);

/** Colours [n, 3, pixels] mixed by each sample's map, without contrast's part. */
export function mixColours(colours: Tensor, draws: Tensor): Tensor {
  const gain = drawColumn(draws, 'gain');
  const weights = concat(
    [
      gain,
      multiply(gain, drawColumn(draws, 'chromaCosine')),
      multiply(gain, drawColumn(draws, 'chromaSine')),
    ],
    1,
  );
  const maps = matmul(weights, constant(colourMaps(), [3, 9]));
  return matmul(reshape(maps, [-1, 3, 3]), colours);
}

/** Brightness and contrast's factor of gray pictures [n, 1, pixels]. */
export function scaleGray(pictures: Tensor, draws: Tensor): Tensor {
  return multiply(pictures, reshape(drawColumn(draws, 'gain'), [-1, 1, 1]));
}

/**
 * Adds contrast's share of the mean luma to [n, c, pixels] that `mixColours` or `scaleGray` have
 * made: both leave luma apart from the gain, so that the mean can be taken of their result.
 */
export function liftTowardsMean(pictures: Tensor, draws: Tensor): Tensor {
  const perChannel = mean(pictures, [2]);
  const c = pictures.shape[1];
  const weighted =
    c === 1 ? perChannel : multiply(perChannel, constant(Float32Array.from(luma), [1, c, 1]));
  const grays = reduceSum(weighted, [1]);
  return add(pictures, multiply(grays, reshape(drawColumn(draws, 'lift'), [-1, 1, 1])));
}

/** Into 0 … 1. */
export function clip(pictures: Tensor): Tensor {
  return minimum(relu(pictures), 1);
}

/** The three maps of RGB, row-major: luma alone, chroma alone, chroma turned by a right angle
 * from red towards green (from Q to I), the way of hues in HSV. */
function colourMaps(): Float32Array {
  const back = inverse(yiq);
  const inYiq = [
    [1, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 1, 0, 0, 0, 1],
    [0, 0, 0, 0, 0, 1, 0, -1, 0],
  ];
  return Float32Array.from(
    inYiq.flatMap((map) =>
      back
        .mmul(Matrix.from1DArray(3, 3, map))
        .mmul(yiq)
        .to1DArray(),
    ),
  );
}
