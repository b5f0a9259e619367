// A finished run in the window: dashboard and panel in four themes, for all senses, by keyboard alone.
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousFindings } from './accessibility';
import { RunPanel } from './run-panel';
import { trainedFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

const themes = [
  { theme: 'Light Modern', view: 'vscode-light', isDark: false },
  { theme: 'Dark High Contrast', view: 'vscode-high-contrast', isDark: true },
  { theme: 'Light High Contrast', view: 'vscode-high-contrast-light', isDark: false },
  { theme: 'Dark Modern', view: 'vscode-dark', isDark: true },
];

const BACKGROUND = 'getComputedStyle(document.body).backgroundColor';
const HAS_MOVED = 'document.activeElement !== window.before';
/** What is drawn follows a change of the theme a frame later. */
const TWO_FRAMES =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

describe.skipIf(noWindow)(`a finished run in a window${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;
  let dashboard: Frame;
  let panel: RunPanel;

  beforeAll(async () => {
    session = await openSession({ viewport: { width: 1600, height: 1000 } });
    window = await session.open({ folder: await trainedFolder(session.scratch) });
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('is listed by the dashboard, which opens it', async () => {
    dashboard = await window.dashboard();
    const run = dashboard.getByRole('treeitem', { name: /herbarium/ });
    await run.waitFor();
    await run.dblclick();
    panel = await RunPanel.of(window);
    expect((await panel.state()).toLowerCase()).toBe('finished');
    await panel.mapOfEpoch(1);
    await panel.clickPoint();
    await panel.untilNegatives();
  });

  it.each(themes)('follows the theme $theme, without a serious finding', async (each) => {
    await window.command('Preferences: Color Theme');
    await window.pick(each.theme);
    for (const frame of [panel.frame, dashboard]) {
      await frame.locator(`body.${each.view}`).waitFor();
      await until(`the background of ${each.theme}`, async () => {
        const [red] = /\d+/.exec(await frame.evaluate<string>(BACKGROUND)) ?? [];
        return Number(red) < 128 === each.isDark;
      });
      await frame.evaluate(TWO_FRAMES);
    }
    await window.screenshot(join(ARTEFACTS, `${each.theme}.png`));
    expect(await seriousFindings(panel.frame)).toEqual([]);
    expect(await seriousFindings(dashboard)).toEqual([]);
  });

  it('is walked through by keyboard alone', async () => {
    const { keyboard } = window.page;
    await window.command('View: Close All Editors');
    await window.command('Negative Space: Open Run');
    panel = await RunPanel.of(window);
    await panel.mapOfEpoch(1);
    const before = await panel.anchorName.innerText().catch(() => '');
    await tabTo('the map', () => focusIs(panel.map));
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await panel.untilNegatives();
    const first = await panel.anchorName.innerText();
    expect(first).not.toBe(before);
    await tabTo('the negatives', () => focusIs(panel.negatives.first()));
    await keyboard.press('ArrowRight');
    await until('rank 2 in focus', () => focusIs(panel.negatives.nth(1)));
    await keyboard.press('Enter');
    await until('another anchor', async () => (await panel.anchorName.innerText()) !== first);
  });

  it('wrote nothing to the console that is an error', () => {
    expect(window.problems).toEqual([]);
  });

  const focusIs = (element: RunPanel['map']): Promise<boolean> =>
    element.and(panel.frame.locator(':focus')).isVisible();

  async function tabTo(what: string, isThere: () => Promise<boolean>): Promise<void> {
    for (let stops = 0; stops < 40; stops++) {
      if (await isThere()) return;
      const { frame } = panel;
      await frame.evaluate('window.before = document.activeElement');
      await window.page.keyboard.press('Tab');
      // A frame hears of a key later than the window; outside of the panel nothing tells.
      const moved = until('a move', () => frame.evaluate(HAS_MOVED), { seconds: 2, poll: 20 });
      await moved.catch(() => undefined);
    }
    throw new Error(`The Tab key does not reach ${what}.`);
  }
});
