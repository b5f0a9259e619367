// Matrix products, with either factor transposed, over leading batch axes.
import { reshape, transpose } from './layout';
import { requireSameType, sameShape, ShapeError } from './shape';
import { tensor, type Shape, type Tensor } from './tensor';

interface Transposes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * a · b for a: [..., m, k] and b: [..., k, n] -> [..., m, n]; `transposeA` takes a: [..., k, m],
 * `transposeB` b: [..., n, k]. Batch axes are equal, or b is one matrix for the whole batch.
 */
export function matmul(
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: Transposes = {},
): Tensor {
  if (a.shape.length > 2 && b.shape.length === 2) {
    const left = transposeA ? transpose(a) : a;
    const rows = reshape(left, [-1, left.shape.at(-1)!]);
    const product = matmul(rows, b, { transposeB });
    return reshape(product, [...left.shape.slice(0, -1), product.shape[1]]);
  }
  requireSameType('matmul', a, b);
  const shape = productShape(a.shape, b.shape, transposeA, transposeB);
  return tensor('matmul', {
    attributes: { transposeA, transposeB },
    inputs: [a, b],
    shape,
    dtype: a.dtype,
    gradient: (g) => [
      transposeA
        ? matmul(b, g, { transposeA: transposeB, transposeB: true })
        : matmul(g, b, { transposeB: !transposeB }),
      transposeB
        ? matmul(g, a, { transposeA: true, transposeB: transposeA })
        : matmul(a, g, { transposeA: !transposeA }),
    ],
  });
}

function productShape(a: Shape, b: Shape, transposeA: boolean, transposeB: boolean): Shape {
  const [batchA, batchB] = [a.slice(0, -2), b.slice(0, -2)];
  if (a.length < 2 || b.length < 2) throw new ShapeError('matmul', [a, b], 'both need two axes');
  if (!sameShape(batchA, batchB)) throw new ShapeError('matmul', [a, b], 'batch axes differ');
  const [m, inner] = transposeA ? [a.at(-1)!, a.at(-2)!] : [a.at(-2)!, a.at(-1)!];
  const [k, n] = transposeB ? [b.at(-1)!, b.at(-2)!] : [b.at(-2)!, b.at(-1)!];
  if (inner !== k)
    throw new ShapeError('matmul', [a, b], `the inner sizes ${inner} and ${k} differ`);
  return [...batchA, m, n];
}
