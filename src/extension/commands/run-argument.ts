// Which run a command means: the one it was given, the active panel's, the only one that fits, else
// the one that is picked.
import * as vscode from 'vscode';
import type { ListedRun } from '../../protocol/engine-library';
import type { Services } from '../services';

interface Choice {
  readonly title: string;
  /** Which runs the command can work on. */
  readonly fits: (run: ListedRun) => boolean;
  /** A sentence for where none does. */
  readonly none: string;
}

/** `argument`: a path, as views give it; anything else is not believed. */
export async function chooseRun(
  { runs, panels }: Services,
  argument: unknown,
  { title, fits, none }: Choice,
): Promise<ListedRun | undefined> {
  const all = await runs.refresh();
  const named = typeof argument === 'string' ? argument : panels.active;
  const run = all.find(({ path }) => path === named);
  if (run && fits(run)) return run;
  const fitting = all.filter(fits);
  if (fitting.length === 0) throw new Error(none);
  if (typeof argument === 'string') throw new Error(none);
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((each) => ({
    label: each.name,
    description: each.state,
    detail: new Date(each.created).toLocaleString(),
    run: each,
  }));
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked?.run;
}
