// What was set up beside the product. A folder is an installation once its `installation.json` says
// so, which a set-up writes last of all; whatever else lies there is none.
//
//   <root>/<what>/<edition>/
//     installation.json     names every other file, with its size
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

/** The file that makes a folder an installation. */
export const INSTALLATION_FILE = 'installation.json';

/** What runtimes are set up in: NEGATIVE_SPACE_RUNTIMES, else a folder of the person's cache. */
export const runtimesFolder = (): string =>
  process.env.NEGATIVE_SPACE_RUNTIMES ?? join(homedir(), '.cache', 'negative-space', 'runtimes');

/** What an `installation.json` says, of every runtime. */
export const recordEntries = {
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  /** Paths inside the folder, with `/`, and the bytes of each. */
  files: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
};

export type RecordedFiles = Readonly<Record<string, number>>;

/** The record of a whole installation; nothing where it is none, or a file is missing or cut. */
export function readRecord<Record extends { readonly files: RecordedFiles }>(
  folder: string,
  schema: v.GenericSchema<unknown, Record>,
): Record | undefined {
  const record = parsed(join(folder, INSTALLATION_FILE), schema);
  const whole = Object.entries(record?.files ?? {}).every(
    ([file, size]) => statSync(join(folder, file), { throwIfNoEntry: false })?.size === size,
  );
  return whole ? record : undefined;
}

/** The folders in which there may be installations of one kind. */
export const foldersBelow = (parent: string): string[] =>
  existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : [];

function parsed<T>(file: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
