// The bench of the window: a finished run of many points is opened, and anchors are clicked, in a
// real VS Code window. Graphics are drawn by software.
import { InputError } from '../src/engine/input-error';
import { RunPanel } from '../test/workbench/run-panel';
import { noWindow, openSession, type Session } from '../test/workbench/session';
import type { Workbench } from '../test/workbench/window';
import { trainManyPoints } from './many-points';
import type { Section } from './report';
import { timeOfMap, timeOfNextList } from './ui-clock';

const POINTS = 50_000;
const OPENINGS = 5;
const CLICKS = 21;
const WINDOWS = 5;
/** Milliseconds that a person waits without thinking of it. */
const targets = { opening: 1500, click: 150 };

export async function uiSection(): Promise<Section> {
  if (noWindow) throw new InputError(`No window can be measured: ${noWindow}.`);
  process.stderr.write(`training on ${POINTS} points …\n`);
  const session = await openSession({ viewport: { width: 1600, height: 1000 } });
  try {
    await trainManyPoints(session.scratch, POINTS);
    return section(await measure(session));
  } finally {
    await session.close();
  }
}

interface Measured {
  /** Milliseconds, as VS Code counts them: other extensions start at the same time. */
  readonly activations: readonly number[];
  /** Milliseconds; the first one arranges the map, which is then kept. */
  readonly openings: readonly number[];
  /** The first one prepares the epoch. */
  readonly clicks: readonly number[];
}

async function measure(session: Session): Promise<Measured> {
  const window = await session.open({ folder: session.scratch });
  const openings: number[] = [];
  for (let i = 0; i <= OPENINGS; i++) openings.push(await opening(window));
  const panel = await RunPanel.of(window);
  const clicks: number[] = [];
  for (let i = 0; i <= CLICKS; i++) {
    const drawn = timeOfNextList(panel.frame);
    await panel.clickPoint({ after: 3 * i });
    clicks.push(await drawn);
  }
  await window.page.close();
  return { activations: await activations(session), openings, clicks };
}

async function activations(session: Session): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < WINDOWS; i++) {
    const window = await session.open({ folder: session.scratch });
    found.push(await window.activationTime());
    await window.page.close();
  }
  return found;
}

/** From the command, which takes the only run, until the map is drawn. */
async function opening(window: Workbench): Promise<number> {
  await window.command('View: Close All Editors');
  const start = await window.command('Negative Space: Open Run');
  const drawn = await timeOfMap(await window.view('run-panel', { poll: 10 }));
  return drawn - start;
}

function section({ activations, openings, clicks }: Measured): Section {
  const [arranged, ...opened] = openings;
  const [prepared, ...clicked] = clicks;
  const row = (what: string, all: readonly number[], target?: number): string[] => [
    what,
    median(all).toFixed(0),
    Math.max(...all).toFixed(0),
    target === undefined ? '' : String(target),
  ];
  return {
    title: `The window, a finished run of ${POINTS} points`,
    columns: ['milliseconds', 'median', 'worst', 'target'],
    rows: [
      row('loading and activation, as VS Code counts both', activations),
      row('panel opened → first map', opened, targets.opening),
      row('anchor clicked → its 20 hardest', clicked, targets.click),
      row('the very first opening, which arranges the map', [arranged]),
      row('the very first click, which prepares the epoch', [prepared]),
    ],
    notes: [
      `${opened.length} openings, ${clicked.length} clicks, ${activations.length} windows; graphics drawn by software.`,
    ],
    figures: { activations, openings, clicks },
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
