// The pairs of a file as partners of each row.
import type { Dataset } from '../../dataset/dataset';
import { readPairs } from '../../dataset/pair-file';
import { InputError } from '../../input-error';

/** The partners of row r are `partners[starts[r]]` to before `partners[starts[r + 1]]`. */
export interface PairList {
  readonly partners: Uint32Array;
  readonly starts: Uint32Array;
}

/**
 * Either sample of a pair is the other's partner; a pair listed twice counts once, and one of a
 * sample that was left out does not.
 * @throws InputError with file and line for a name that no sample has, and a sample paired with itself.
 */
export async function readPairList(
  file: string,
  { names, skipped }: Pick<Dataset, 'names' | 'skipped'>,
): Promise<PairList> {
  const rows = new Map<string, number | undefined>([
    ...skipped.map(({ name }) => [name, undefined] as const),
    ...names.map((name, row) => [name, row] as const),
  ]);
  const partners = names.map(() => new Set<number>());
  for (const { first, second, line } of await readPairs(file)) {
    const unknown = [first, second].find((name) => !rows.has(name));
    if (unknown !== undefined)
      throw new InputError(
        `no training sample is called "${unknown}": names are as in the data, for example "${names[0]}".`,
        { file, line },
      );
    if (first === second) throw new InputError(`"${first}" is paired with itself.`, { file, line });
    const [a, b] = [rows.get(first), rows.get(second)];
    if (a === undefined || b === undefined) continue;
    partners[a].add(b);
    partners[b].add(a);
  }
  return listed(partners);
}

function listed(partners: readonly ReadonlySet<number>[]): PairList {
  const starts = new Uint32Array(partners.length + 1);
  partners.forEach(({ size }, row) => (starts[row + 1] = starts[row] + size));
  const all = new Uint32Array(starts.at(-1)!);
  partners.forEach((of, row) => {
    all.set(
      [...of].sort((a, b) => a - b),
      starts[row],
    );
  });
  return { partners: all, starts };
}
