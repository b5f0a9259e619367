// The sample that a person means.
import { nearestName } from '../config/nearest-name';
import { InputError } from '../input-error';

/** Names beyond these are not searched for what was meant. */
const MOST_NAMES = 20_000;

/**
 * By its name, or by its row from 0 where no sample is called so.
 * @throws InputError where there is none.
 */
export function sampleNamed(text: string, names: readonly string[]): number {
  const byName = names.indexOf(text);
  if (byName >= 0) return byName;
  if (/^\d+$/.test(text)) {
    const row = Number(text);
    if (row < names.length) return row;
    throw new InputError(`there is no sample ${text}: there are ${names.length}, from 0`);
  }
  const like = nearestName(text, names.slice(0, MOST_NAMES));
  const hint =
    like === undefined
      ? `names are as in the data, for example "${names[0]}"`
      : `did you mean "${like}"?`;
  throw new InputError(`no training sample is called "${text}": ${hint}`);
}
