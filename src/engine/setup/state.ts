// What a set-up has done so far, on disk, so that one that was killed goes on.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { writeAtomically } from '../runs/atomic-write';
import type { Place } from './place';

const unpackedSchema = v.object({
  wheel: v.string(),
  /** Paths in the tree, and the bytes of each. */
  files: v.record(v.string(), v.number()),
  /** Packages of NVIDIA that it asks for. */
  needs: v.array(v.object({ name: v.string(), specifier: v.string() })),
});

/** By the name of the package. */
const stateSchema = v.record(v.string(), unpackedSchema);

export type Unpacked = v.InferOutput<typeof unpackedSchema>;
export type SetUpState = v.InferOutput<typeof stateSchema>;

/** Only packages of which every file is there as it was written. */
export async function readState({ state, tree }: Place): Promise<SetUpState> {
  const text = await readFile(state, 'utf8').catch(() => '{}');
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), stateSchema), text);
  const whole: SetUpState = {};
  for (const [name, unpacked] of Object.entries(read.success ? read.output : {}))
    if (await isWhole(tree, unpacked)) whole[name] = unpacked;
  return whole;
}

export const writeState = ({ state }: Place, next: SetUpState): Promise<void> =>
  writeAtomically(state, JSON.stringify(next, undefined, 1));

async function isWhole(tree: string, { files }: Unpacked): Promise<boolean> {
  for (const [file, bytes] of Object.entries(files)) {
    const found = await stat(join(tree, file)).catch(() => undefined);
    if (found?.size !== bytes) return false;
  }
  return true;
}
