// A wheel that an earlier set-up brought whole and did not come to unpack.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { satisfies, type Requirement } from './requirement';
import { normalisedName, parseWheelName } from './wheel-name';

/** Its file. Half wheels have other names, so that a name with `.whl` at its end is a whole one. */
export async function wheelThere(
  folder: string,
  { name, specifier }: Requirement,
): Promise<string | undefined> {
  const wheel = (await readdir(folder)).find((file) => {
    const said = parseWheelName(file);
    return said?.distribution === normalisedName(name) && satisfies(said.version, specifier);
  });
  return wheel && join(folder, wheel);
}
