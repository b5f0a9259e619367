// The reference figures of folder reference/, written by bench/peers/reference_losses.py: what
// implementations in PyTorch give in float64 on rows of float32.
import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parseConfig } from '../../../src/engine/config/load-config';
import type { RunConfig } from '../../../src/engine/config/run-config';
import { MIX } from '../../../src/engine/negatives/mix-draws';
import type { Batch } from './graph-loss';
import type { Rows } from './loss-settings';

export interface ReferenceCase {
  /** Of the file: the objective or the counting of negatives. */
  readonly family: string;
  readonly name: string;
  /** Of the rows. */
  readonly input: string;
  readonly batch: Batch;
  /** `path=value`, as a command line sets them. */
  readonly settings: readonly string[];
  readonly config: RunConfig;
  readonly loss: number;
  readonly gradient: Rows;
}

const numbers = v.array(v.number());

/** Of MoCHi, anchor after anchor: ranks from 0, the hardest, and coefficients. */
const draws = v.object({
  first: numbers,
  second: numbers,
  alpha: numbers,
  with: numbers,
  beta: numbers,
});

const input = v.object({
  made: v.string(),
  width: v.number(),
  rows: numbers,
  twins: v.optional(v.boolean(), true),
  labels: v.optional(numbers),
  queue: v.optional(numbers),
  mix: v.optional(draws),
});

const referenceFile = v.object({
  versions: v.record(v.string(), v.string()),
  inputs: v.record(v.string(), input),
  cases: v.array(
    v.object({
      implementation: v.string(),
      settings: v.array(v.string()),
      input: v.string(),
      loss: v.number(),
      lossInFloat32: v.nullable(v.number()),
      gradient: numbers,
    }),
  ),
});

type Input = v.InferOutput<typeof input>;

export function readReferences(): readonly ReferenceCase[] {
  const folder = new URL('reference/', import.meta.url);
  return readdirSync(folder).flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const { inputs, cases } = v.parse(referenceFile, JSON.parse(text));
    return cases.map(({ implementation, settings, input, loss, gradient }) => {
      const config = parseConfig('data: { train: none }', 'test', settings);
      return {
        family: file.replace('.json', ''),
        name: `${settings.map(brief).join(', ')} on ${input} rows, by ${implementation}`,
        input,
        batch: batchOf(inputs[input], config),
        settings,
        config,
        loss,
        gradient: inRows(gradient, inputs[input].width),
      };
    });
  });
}

function brief(setting: string): string {
  return setting.replace(/^objective\.(name=)?|^negatives\./, '');
}

/** Labels make positives where the config takes them for such, and exclude negatives where it says so. */
function batchOf(given: Input, { positives, negatives }: RunConfig): Batch {
  const { twins, labels, queue, width, mix } = given;
  const each = labels && (twins ? [...labels, ...labels] : labels);
  return {
    rows: inRows(given.rows, width),
    twins,
    ...(each && positives.from === 'label' && { classes: each }),
    ...(each && negatives.exclude.includes('label') && { kin: [each] }),
    ...(queue && { stored: { rows: inRows(queue, width) } }),
    ...(mix && { feeds: feedsOf(mix) }),
  };
}

function feedsOf(mix: v.InferOutput<typeof draws>): Readonly<Record<string, Float32Array>> {
  return {
    [MIX.first]: Float32Array.from(mix.first),
    [MIX.second]: Float32Array.from(mix.second),
    [MIX.alpha]: Float32Array.from(mix.alpha),
    [MIX.rank]: Float32Array.from(mix.with),
    [MIX.beta]: Float32Array.from(mix.beta),
  };
}

function inRows(flat: readonly number[], width: number): Rows {
  return Array.from({ length: flat.length / width }, (_, row) =>
    flat.slice(row * width, (row + 1) * width),
  );
}
