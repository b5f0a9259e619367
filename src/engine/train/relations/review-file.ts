// `<config name>.review.jsonl` beside a config: a person's decisions on pairs of samples, one a line.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { LoadedConfig } from '../../config/load-config';
import { InputError } from '../../input-error';

/** Further keys (who, when, why) are for others. */
const decisionSchema = v.looseObject({
  anchor: v.string(),
  negative: v.string(),
  verdict: v.picklist(['same', 'different']),
});

export type ReviewDecision = Pick<
  v.InferOutput<typeof decisionSchema>,
  'anchor' | 'negative' | 'verdict'
>;

export interface Reviews {
  readonly file: string;
  /** In the file's order; undefined where there is no such file. */
  readonly decisions: readonly ReviewDecision[] | undefined;
}

export function reviewFile({ file, config }: Pick<LoadedConfig, 'file' | 'config'>): string {
  return join(dirname(file), `${config.name}.review.jsonl`);
}

/** @throws InputError with the line that is no decision. */
export async function readReviews(file: string): Promise<Reviews> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    if (code === 'ENOENT') return undefined;
    throw new InputError(`the review decisions cannot be read (${code})`, { file });
  });
  const decisions = text?.split('\n').flatMap((line, i) => {
    return line.trim() === '' ? [] : [parseLine(line, { file, line: i + 1 })];
  });
  return { file, decisions };
}

function parseLine(line: string, place: { file: string; line: number }): ReviewDecision {
  const parsed = v.safeParse(decisionSchema, parseJson(line));
  if (parsed.success) return parsed.output;
  throw new InputError(
    'this line is no review decision: write {"anchor": a sample, "negative": a sample, "verdict": "same" or "different"}, one a line.',
    place,
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
