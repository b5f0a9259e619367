// Random erasing: a rectangle of each view becomes black.
import { multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater } from '../graph/comparison';
import { reshape } from '../graph/layout';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { drawColumn, type DrawColumn } from './packed-draws';

/** Views [n, c, size, size] with the drawn rectangle set to 0, torchvision's default. */
export function eraseRectangle(views: Tensor, draws: Tensor): Tensor {
  const size = views.shape[3];
  const rows = reshape(within(draws, 'erasedTop', 'erasedBottom', size), [-1, 1, size, 1]);
  const columns = reshape(within(draws, 'erasedLeft', 'erasedRight', size), [-1, 1, 1, size]);
  return multiply(views, subtract(1, multiply(rows, columns)));
}

/** [n, size]: 1 from the first to before the last, 0 elsewhere. */
function within(draws: Tensor, first: DrawColumn, last: DrawColumn, size: number): Tensor {
  const centres = constant(
    Float32Array.from({ length: size }, (_, i) => i + 0.5),
    [1, size],
  );
  const inside = and(
    greater(centres, drawColumn(draws, first)),
    greater(drawColumn(draws, last), centres),
  );
  return cast(inside, 'float32');
}
