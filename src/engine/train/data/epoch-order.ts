// Which samples make a batch: every epoch in an order of its own, the last part-filled batch left out.
import { InputError } from '../../input-error';
import { Random } from '../../random/random';

/** An InputError where not even one batch can be filled. */
export function stepsPerEpoch(samples: number, batchSize: number): number {
  if (samples < 2)
    throw new InputError(
      `data.train gives ${samples} ${samples === 1 ? 'sample' : 'samples'}: a batch needs 2 at least, of which each is the other's negative.`,
    );
  if (samples < batchSize)
    throw new InputError(
      `train.batch_size is ${batchSize}, but there are only ${samples} training samples: lower it to at most ${samples}.`,
    );
  return Math.floor(samples / batchSize);
}

/** Rows of batch `index` (from 0) of an epoch; every batch can be named without those before it. */
export function batchRows(
  samples: number,
  batchSize: number,
  seed: number,
  epoch: number,
  index: number,
): Uint32Array {
  const order = epochOrder(samples, seed, epoch);
  return order.subarray(index * batchSize, (index + 1) * batchSize);
}

let latest: { readonly key: string; readonly order: Uint32Array } | undefined;

/** The order is kept until another is asked for: it serves all batches of its epoch. */
function epochOrder(samples: number, seed: number, epoch: number): Uint32Array {
  const key = `${samples} ${seed} ${epoch}`;
  if (latest?.key !== key) {
    latest = { key, order: Random.stream(seed, 'order', epoch).permutation(samples) };
  }
  return latest.order;
}
