// Which views of a batch hold an anchor's negatives.
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';

export type Among = Extract<RunConfig['negatives'], { from: 'batch' }>['among'];

/** @throws InputError where rows are single, and so none is of the other kind of view. */
export function checkAmong(among: Among, { twins }: { readonly twins: boolean }): void {
  if (among === 'other-view' && !twins)
    throw new InputError(
      'rows that are single have no other view: leave out negatives.among, or give two views of each sample.',
    );
}
