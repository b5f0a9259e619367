// What an objective or a counting draws, for rows that are given: from the seed, or from a file.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { countOf, type PlainRows } from '../explain/plain-rows';
import { InputError } from '../input-error';
import { drawMixing, mixSizes, type MixFeeds, type MixSizes } from '../negatives/mix-draws';
import { givenMixing, type MixDraws } from '../negatives/mix-given';
import { Random } from '../random/random';
import type { GivenSettings } from './given-settings';

const number = v.number();
const draws = v.strictObject({
  pairs: v.optional(v.array(v.array(v.tuple([number, number, number]))), []),
  anchors: v.optional(v.array(v.array(v.tuple([number, number]))), []),
});

export interface GivenMixing {
  readonly feeds: MixFeeds;
  readonly sizes: MixSizes;
}

/**
 * Undefined where nothing is mixed.
 * @throws InputError where the file holds no draws, or not as many as there are anchors.
 */
export async function readMixing(
  file: string | undefined,
  rows: PlainRows,
  settings: GivenSettings,
): Promise<GivenMixing | undefined> {
  if (settings.negatives.weighting !== 'mixing') return undefined;
  const sizes = mixSizes(settings.negatives, sizesOf(rows, settings));
  if (file === undefined)
    return { sizes, feeds: drawMixing(Random.stream(settings.seed, 'mixing'), sizes) };
  const given = await readDraws(file);
  try {
    return { sizes, feeds: givenMixing(given, sizes) };
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.message, { file }) : error;
  }
}

/** The stream of an objective's own draws. */
export const drawsOf = ({ seed }: GivenSettings): Random => Random.stream(seed, 'objective');

/** How many anchors there are, and the most negatives that one of them has. */
function sizesOf(
  rows: PlainRows,
  { negatives }: GivenSettings,
): { anchors: number; negatives: number } {
  const count = countOf(rows);
  const views = rows.twins ? 2 : 1;
  if (rows.stored) return { anchors: count / 2, negatives: rows.stored.values.length / rows.width };
  const across = negatives.from === 'batch' && negatives.among === 'other-view';
  return { anchors: count, negatives: across ? count / 2 - 1 : count - views };
}

async function readDraws(file: string): Promise<MixDraws> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new InputError(`the draws cannot be read (${String(error.code)})`, { file });
  });
  const { success, output } = v.safeParse(draws, parsed(text));
  if (success) return output;
  throw new InputError(
    'these are no draws of mixing: write {"pairs": [[[u, v, α], …], …], "anchors": [[[u, β], …], …]}, a list for each anchor',
    { file },
  );
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
