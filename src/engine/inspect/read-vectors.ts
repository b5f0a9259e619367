// Reads the vectors of an epoch from a run's folder.
import { readdir } from 'node:fs/promises';
import type { RunConfig } from '../config/run-config';
import { decodeNpy, type NpyArray } from '../dataset/read-npy';
import { rowOf, type Embeddings } from '../evaluate/embeddings';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { directions } from './directions';
import type { EpochVectors, ViewVectors } from './epoch-vectors';
import type { ViewPairs } from './view-scatter';

/**
 * @param epoch from 1: one of `run.epochs()`
 * @throws InputError where the epoch kept no vectors, or a file is damaged or does not fit the others.
 */
export async function readVectors(
  run: Run,
  epoch: number,
  { evaluate, head }: Pick<RunConfig, 'evaluate' | 'head'>,
): Promise<EpochVectors> {
  const folder = new EpochFolder(run, epoch);
  const z = await readRows(folder, 'z.npy');
  const ofEncoder = evaluate.embeddings === 'encoder' && head.layers.length > 0;
  const h = ofEncoder ? await readRows(folder, 'embeddings.npy') : undefined;
  if (h && h.count !== z.count) throw folder.misfit('embeddings.npy');
  const views = await readViews(folder, z, h);
  return { z: directions(z), lengths: lengthsOf(z), ...(h && { h }), ...(views && { views }) };
}

/** z alone, as unit rows; undefined where the epoch kept none of `count` samples. */
export async function readHeadRows(
  run: Run,
  epoch: number,
  count: number,
): Promise<Embeddings | undefined> {
  const folder = new EpochFolder(run, epoch);
  if (!(await folder.has('z.npy'))) return undefined;
  const z = await readRows(folder, 'z.npy');
  return z.count === count ? directions(z) : undefined;
}

class EpochFolder {
  constructor(
    private readonly run: Run,
    private readonly epoch: number,
  ) {}

  async has(name: string): Promise<boolean> {
    const names: string[] = await readdir(this.run.at(this.path)).catch(() => []);
    return names.includes(name);
  }

  async array(name: string): Promise<NpyArray & { readonly data: Float32Array | Int32Array }> {
    if (!(await this.has(name)))
      throw new InputError(
        `epoch ${this.epoch} of this run has no ${name}: it was trained by an earlier version, so train again`,
        { file: this.run.at(this.path) },
      );
    const file = `${this.path}/${name}`;
    const { data, shape } = decodeNpy(await this.run.readFile(file), this.run.at(file));
    if (data instanceof Float32Array || data instanceof Int32Array) return { data, shape };
    throw this.misfit(name);
  }

  misfit(name: string): InputError {
    const file = this.run.at(`${this.path}/${name}`);
    return new InputError('this file does not fit the other files of its epoch: train again', {
      file,
    });
  }

  private get path(): string {
    return `epochs/${String(this.epoch).padStart(4, '0')}`;
  }
}

async function readRows(folder: EpochFolder, name: string): Promise<Embeddings> {
  const { shape, data } = await folder.array(name);
  const [count, width] = shape;
  if (shape.length !== 2 || !(data instanceof Float32Array)) throw folder.misfit(name);
  return { values: data, count, width };
}

async function readViews(
  folder: EpochFolder,
  z: Embeddings,
  h: Embeddings | undefined,
): Promise<ViewVectors | undefined> {
  if (!(await folder.has('view-z.npy'))) return undefined;
  const { data: rows } = await folder.array('view-rows.npy');
  if (rows.some((row) => row < 0 || row >= z.count)) throw folder.misfit('view-rows.npy');
  const pairs = (name: string, of: Embeddings): Promise<ViewPairs> =>
    readPairs(folder, name, [2, rows.length, of.width]);
  const ofHead = await pairs('view-z.npy', z);
  return {
    rows,
    z: { first: directions(ofHead.first), second: directions(ofHead.second) },
    ...(h && { h: await pairs('view-h.npy', h) }),
  };
}

async function readPairs(
  folder: EpochFolder,
  name: string,
  shape: readonly [2, number, number],
): Promise<ViewPairs> {
  const { shape: found, data } = await folder.array(name);
  if (found.join() !== shape.join() || !(data instanceof Float32Array)) throw folder.misfit(name);
  const [, count, width] = shape;
  return {
    first: { values: data.subarray(0, count * width), count, width },
    second: { values: data.subarray(count * width), count, width },
  };
}

function lengthsOf(rows: Embeddings): Float64Array {
  return Float64Array.from({ length: rows.count }, (_, i) =>
    Math.sqrt(rowOf(rows, i).reduce((sum, x) => sum + x * x, 0)),
  );
}
