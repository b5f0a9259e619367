// PyTorch's side of `views` and `files`: torchvision's transforms in a DataLoader (peers/views.py).
import * as v from 'valibot';
import type { Measure } from './alternate';
import { runOnce } from './peer';
import { hasPyTorch, pyTorch } from './pytorch';
import { BATCH } from './picture-work';

const loaderSchema = v.object({ views_per_s: v.number() });

export interface LoaderWork {
  readonly images: string;
  readonly seconds: number;
  /** The network that is trained on the views; without it they are only made. */
  readonly train?: 'conv' | 'mlp';
}

export interface Loader {
  readonly workers: number;
  /** Views per second. */
  readonly measure: Measure;
}

/** With the number of workers that does best; undefined where PyTorch is not installed. */
export async function bestLoader(work: LoaderWork): Promise<Loader | undefined> {
  if (!hasPyTorch) return undefined;
  const tried: { workers: number; rate: number }[] = [];
  for (const workers of [0, 2]) tried.push({ workers, rate: await viewsPerSecond(work, workers) });
  const { workers } = tried.reduce((best, one) => (one.rate > best.rate ? one : best));
  return { workers, measure: () => viewsPerSecond(work, workers) };
}

async function viewsPerSecond(work: LoaderWork, workers: number): Promise<number> {
  const { images, seconds, train } = work;
  const options = [
    ...['--folder', images, '--workers', `${workers}`],
    ...['--batch', `${BATCH}`, '--seconds', `${seconds}`],
    ...(train === undefined ? [] : ['--train', train]),
  ];
  return v.parse(loaderSchema, await runOnce(pyTorch('views.py', options))).views_per_s;
}
