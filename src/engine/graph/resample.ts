// Bilinear sampling of pictures on an affine grid (Jaderberg et al. 2015, "Spatial transformer
// networks", eq. 1 and 5), differentiable by the pictures and by the grid.
import { add, maximum, minimum, multiply, subtract } from './arithmetic';
import { cast, equal, select } from './comparison';
import { floor } from './elementwise';
import { gatherElements } from './indexing';
import { reshape } from './layout';
import { matmul } from './matmul';
import { broadcastTo } from './reduction';
import { sameShape, ShapeError } from './shape';
import { sliceAxis } from './slicing';
import { constant } from './sources';
import type { Tensor } from './tensor';

/** Height and width of the result. */
type Size = readonly [number, number];

/**
 * x: [n, c, h, w] and theta: [n, 2, 3] -> [n, c, height, width]. Row 0 of theta gives the column,
 * row 1 the row in the source of an output place (column, row, 1), both from −1 to 1 between the
 * picture's edges (not its pixels' centres). Outside lie zeros. The identity is [[1, 0, 0], [0, 1, 0]].
 */
export function resampleAffine(x: Tensor, theta: Tensor, [height, width]: Size): Tensor {
  if (x.shape.length !== 4 || !sameShape(theta.shape, [x.shape[0], 2, 3]))
    throw new ShapeError('resampleAffine', [x.shape, theta.shape], 'the second is not [n, 2, 3]');
  const [n, c, h, w] = x.shape;
  const grid = matmul(theta, outputPlaces(height, width));
  const column = along(sliceAxis(grid, 1, 0, 1), w);
  const row = along(sliceAxis(grid, 1, 1, 2), h);
  const pixels = reshape(x, [n, c, h * w]);
  const corners = row.flatMap((r) =>
    column.map((q) => {
      const places = broadcastTo(add(multiply(r.index, w), q.index), [n, c, height * width]);
      const values = gatherElements(pixels, cast(places, 'int64'));
      return multiply(values, multiply(r.weight, q.weight));
    }),
  );
  return reshape(
    corners.reduce((sum, corner) => add(sum, corner)),
    [n, c, height, width],
  );
}

/** (column, row, 1) of every output place, from −1 to 1: [3, height · width]. */
function outputPlaces(height: number, width: number): Tensor {
  const count = height * width;
  const places = new Float32Array(3 * count).fill(1);
  for (let i = 0; i < count; i++) {
    places[i] = (2 * (i % width) + 1) / width - 1;
    places[count + i] = (2 * Math.floor(i / width) + 1) / height - 1;
  }
  return constant(places, [3, count]);
}

/** A pixel's number along one axis, within the picture, and its share; 0 for one outside. */
interface Neighbour {
  readonly index: Tensor;
  readonly weight: Tensor;
}

/** The two pixels on either side of each place −1 … 1 along an axis of `size` pixels. */
function along(place: Tensor, size: number): readonly [Neighbour, Neighbour] {
  const position = subtract(multiply(add(place, 1), size / 2), 0.5);
  const before = floor(position);
  const share = subtract(position, before);
  return [neighbour(before, subtract(1, share), size), neighbour(add(before, 1), share, size)];
}

function neighbour(index: Tensor, weight: Tensor, size: number): Neighbour {
  const within = minimum(maximum(index, 0), size - 1);
  return { index: within, weight: select(equal(index, within), weight, 0) };
}
