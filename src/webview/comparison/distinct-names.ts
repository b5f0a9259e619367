// Names of runs that are told apart: where two have one name, the time when each began goes with it.
import type { ComparedRun } from '../../protocol/comparison';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

export function distinctNames(
  runs: readonly Pick<ComparedRun, 'name' | 'created'>[],
): readonly string[] {
  return runs.map(({ name, created }) => {
    const alone = runs.filter((other) => other.name === name).length === 1;
    const began = Date.parse(created);
    return alone || Number.isNaN(began) ? name : `${name}, ${time.format(began)}`;
  });
}
