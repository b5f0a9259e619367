// Runs are selected in the dashboard and compared in a panel.
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousFindings } from './accessibility';
import { RunPanel } from './run-panel';
import { trainedFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

const runs = [['name=warm', 'objective.temperature=0.5'], ['name=cool']];

describe.skipIf(noWindow)(`a comparison in a window${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;
  let comparison: Frame;

  beforeAll(async () => {
    session = await openSession();
    window = await session.open({ folder: await trainedFolder(session.scratch, runs) });
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('is opened by the dashboard, of the runs that are selected there', async () => {
    const dashboard = await window.dashboard();
    const add = { modifiers: ['ControlOrMeta' as const] };
    for (const name of ['warm', 'cool'])
      await dashboard.getByRole('treeitem', { name: new RegExp(`^${name},`) }).click(add);
    await dashboard.getByRole('button', { name: 'Compare' }).click();
    comparison = await window.view('comparison');
    await comparison.getByText('2 runs').waitFor();
    await window.page.locator('.tab.active', { hasText: 'Compare Runs' }).waitFor();
  });

  it('shows what differs, and the figures of both', async () => {
    const cellsOf = async (name: string): Promise<string[]> => {
      const row = comparison.getByRole('row', { name }).first();
      return (await row.getByRole('cell').allTextContents()).sort();
    };
    await expect.poll(() => cellsOf('objective.temperature')).toEqual(['0.2', '0.5']);
    expect(await cellsOf('Epochs')).toEqual(['5 of 5', '5 of 5']);
    const losses = (await cellsOf('Loss')).map(Number);
    expect(losses).toHaveLength(2);
    for (const loss of losses) expect(loss).toBeGreaterThan(0);
  });

  it('draws the curves of both', async () => {
    const canvas = comparison.locator('.compared-large canvas');
    // Lines in two colours over the axes, which are grey.
    await until('two colours of lines', async () => (await canvas.evaluate(huesOf)).length >= 2);
  });

  it('has no serious finding', async () => {
    await window.screenshot(join(ARTEFACTS, 'comparison.png'));
    expect(await seriousFindings(comparison)).toEqual([]);
  });

  it('opens one of its runs', async () => {
    await comparison.getByRole('button', { name: 'Open cool' }).click();
    const panel = await RunPanel.of(window);
    await panel.untilState('Finished');
    await expect.poll(() => panel.frame.locator('h1').innerText()).toContain('cool');
  });

  it('leaves the choice where a command could mean either', async () => {
    await window.command('View: Close All Editors');
    await window.command('Negative Space: Open Run');
    await window.pick('warm');
    const panel = await RunPanel.of(window);
    await expect.poll(() => panel.frame.locator('h1').innerText()).toContain('warm');
  });

  it('wrote nothing to the console that is an error', () => {
    expect(window.problems).toEqual([]);
  });
});

/** In the page: hues, in twelfths of the circle, of many coloured pixels. */
function huesOf(element: unknown): readonly number[] {
  const canvas = element as {
    readonly width: number;
    readonly height: number;
    getContext(kind: '2d'): {
      getImageData(...box: number[]): { readonly data: Uint8ClampedArray };
    };
  };
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Array<number>(12).fill(0);
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue] = data.subarray(i, i + 3);
    const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    if (data[i + 3] < 200 || most - least < 80) continue;
    const step = most - least;
    const sixth =
      most === red
        ? (green - blue) / step
        : most === green
          ? 2 + (blue - red) / step
          : 4 + (red - green) / step;
    counts[Math.floor(2 * (sixth + 6)) % 12]++;
  }
  return counts.flatMap((count, hue) => (count > 50 ? [hue] : []));
}
