// The dashboard under a hand and under keys, in a real browser.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findings } from './harness/accessibility';
import { openHarness, themes, type OpenView } from './harness/harness';

const harness = await openHarness();
const size = { view: 'dashboard', width: 300, height: 640 };

describe.skipIf(!harness)('the dashboard', () => {
  let page: OpenView;

  beforeEach(async () => {
    page = await harness!.open(size);
    await page.getByRole('tree').waitFor();
  });
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });

  const row = (name: string): Locator =>
    page.getByRole('treeitem', { name: new RegExp(`^${name},`) });
  const names = (): Promise<string[]> => page.locator('.run-name').allTextContents();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { activeElement: row } = document;
      return row?.querySelector('.unseen')?.textContent ?? row?.textContent ?? '';
    });
  const selected = (): Promise<string[]> =>
    page.locator('.run-row[aria-selected="true"] .run-name').allTextContents();
  /** What was asked for: the action and places of its runs in the made-up list. */
  const acts = (): Promise<(string | number)[][]> =>
    page.evaluate(() =>
      window.fakeDashboard.requests
        .filter(({ name }) => name === 'act')
        .map(({ params }) => {
          const { action, runs } = params as { action: string; runs: string[] };
          return [action, ...runs.map((id) => Number(id.replace('run-', '')))];
        }),
    );

  it('says everything of a run in its label, live ones first', async () => {
    expect(await focusedAfterTab()).toMatch(
      /^fashion-hcl, Training, epoch 24 of 40, best kNN 0\.760 at epoch 24, 20 s left, CPU, 2 threads, begun 1 min ago$/,
    );
    expect(await row('fashion-t0.0115').textContent()).toContain(
      'Failed, The loss is not a number at step 1',
    );
    expect(await page.getByRole('treeitem', { name: 'Live 1' }).count()).toBe(1);
    expect(await page.getByRole('treeitem', { name: 'Finished 6' }).count()).toBe(1);
  });

  async function focusedAfterTab(): Promise<string> {
    await page.locator('.tools button').focus();
    await press('Tab');
    return focused();
  }

  it('arrows, Home, End and letters move; left folds, right opens', async () => {
    await focusedAfterTab();
    await press('ArrowDown', 'ArrowDown');
    expect(await focused()).toMatch(/^fashion-t0\.0115/);
    await press('End');
    expect(await focused()).toMatch(/^fashion-simclr/);
    await press('f');
    expect(await focused()).toMatch(/^fashion-hcl,/);
    await press('End', 'ArrowLeft');
    expect(await focused()).toBe('Finished 6');
    await press('ArrowLeft');
    expect(await names()).toEqual(['fashion-hcl']);
    await press('ArrowRight', 'ArrowRight');
    expect(await focused()).toMatch(/^fashion-t0\.0115/);
    await press('Home');
    expect(await focused()).toBe('Live 1');
    expect(await page.locator('[role="treeitem"][tabindex="0"]').count()).toBe(1);
  });

  it('Enter opens, Delete asks to delete, F2 to rename; a live run is neither', async () => {
    await row('fashion-debiased').focus();
    await press('Enter', 'Delete', 'F2');
    await row('fashion-hcl').focus();
    await press('Delete', 'F2');
    expect(await acts()).toEqual([
      ['open', 5],
      ['delete', 5],
      ['rename', 5],
    ]);
  });

  it('Space selects, Shift with arrows more, Escape none; Compare gets the selected runs', async () => {
    await row('fashion-hcl').focus();
    await press('Space');
    expect(await page.getByRole('button', { name: 'Compare' }).isDisabled()).toBe(true);
    await row('fashion-simclr').focus();
    await press('Space');
    expect(await selected()).toEqual(['fashion-hcl', 'fashion-simclr']);
    await page.getByRole('button', { name: 'Compare' }).click();
    await row('fashion-hcl-t0.2').focus();
    await press('Escape', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await selected()).toEqual(['fashion-hcl-t0.2', 'fashion-lr-3e5', 'fashion-hcl-b2']);
    await press('Delete', 'Escape');
    expect(await selected()).toEqual([]);
    expect(await acts()).toEqual([
      ['compare', 0, 6],
      ['delete', 2, 3, 4],
    ]);
  });

  it('a click opens, Ctrl-click selects one more, Shift-click all between', async () => {
    await row('fashion-simclr').click();
    expect(await acts()).toEqual([['open', 6]]);
    await row('fashion-hcl-t0.2').click({ modifiers: ['Control'] });
    await row('fashion-hcl-b2').click({ modifiers: ['Shift'] });
    expect(await selected()).toEqual(['fashion-hcl-t0.2', 'fashion-lr-3e5', 'fashion-hcl-b2']);
    await row('fashion-lr-3e5').click({ modifiers: ['Control'] });
    expect(await selected()).toEqual(['fashion-hcl-t0.2', 'fashion-hcl-b2']);
    expect(await acts()).toHaveLength(1);
  });

  it('has the actions of a run in its row, and all of them in its menu', async () => {
    await row('fashion-hcl').hover();
    await row('fashion-hcl').getByTitle('Stop').click();
    await row('fashion-hcl-b2').hover();
    await row('fashion-hcl-b2').getByTitle('Resume').click();
    await row('fashion-hcl-b2').focus();
    await press('Shift+F10');
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      ...['Open', 'Resume', 'Open Config', 'Reveal in Explorer', 'Rename…', 'Delete…'],
    ]);
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(await focused()).toMatch(/^fashion-hcl-b2/);
    await row('fashion-simclr').click({ button: 'right' });
    await press('Escape');
    expect(await focused()).toMatch(/^fashion-simclr/);
    expect(await acts()).toEqual([
      ['stop', 0],
      ['resume', 4],
      ['openConfig', 4],
    ]);
  });

  it('filters by name and by state, and says where nothing is left', async () => {
    const field = page.getByRole('searchbox');
    await field.fill('hcl stopped');
    expect(await names()).toEqual(['fashion-hcl-b2']);
    await field.fill('nothing like it');
    await page.getByRole('button', { name: 'Show All Runs' }).click();
    expect(await names()).toHaveLength(7);
    await page.getByRole('button', { name: 'Sort and filter' }).click();
    await page.getByRole('menuitemradio', { name: 'Finished' }).click();
    expect(await names()).toEqual(['fashion-hcl-t0.2', 'fashion-debiased', 'fashion-simclr']);
  });

  it.each([
    ['By name', ['fashion-debiased', 'fashion-hcl-b2', 'fashion-hcl-t0.2']],
    ['Best first', ['fashion-hcl-t0.2', 'fashion-debiased', 'fashion-hcl-b2']],
    ['Newest first', ['fashion-t0.0115', 'fashion-hcl-t0.2', 'fashion-lr-3e5']],
  ])('lists runs %s, also after a reload', async (order, first) => {
    await page.getByRole('button', { name: 'Sort and filter' }).click();
    await page.getByRole('menuitemradio', { name: order }).click();
    expect((await names()).slice(1, 4)).toEqual(first);
    await page.reload();
    await page.getByRole('tree').waitFor();
    expect((await names()).slice(1, 4)).toEqual(first);
  });

  it('keeps focus and selection when runs change, and drops what is gone', async () => {
    await row('fashion-simclr').focus();
    await press('Space', 'ArrowUp', 'Space');
    await page.evaluate(() => {
      const { connection, snapshot } = window.fakeDashboard;
      connection.send('runs', { ...snapshot, runs: snapshot.runs.slice(0, 6) });
    });
    await expect.poll(names).toHaveLength(6);
    expect(await focused()).toMatch(/^fashion-debiased/);
    expect(await selected()).toEqual(['fashion-debiased']);
  });

  it('shows progress and time left as they come', async () => {
    await page.evaluate(() => {
      const { connection, snapshot } = window.fakeDashboard;
      const runs = snapshot.runs.map((run) =>
        run.progress ? { ...run, progress: { ...run.progress, done: 330, timeLeft: 9 } } : run,
      );
      connection.send('runs', { ...snapshot, runs });
    });
    await page.getByText('9 s left', { exact: true }).waitFor();
    expect(await page.locator('.run-progress span').getAttribute('style')).toContain('75%');
  });
});

describe.skipIf(!harness)('the empty dashboard', () => {
  it.each([
    [{ workspace: 'none' }, 'No folder is open', 'Create Sample Workspace', 'createSample'],
    [{ workspace: 'empty', noConfig: '1' }, 'No encoder config', 'New Encoder Config', 'newConfig'],
    [{ workspace: 'empty' }, 'No runs yet', 'Train Encoder', 'train'],
    [{ workspace: 'empty', untrusted: '1' }, 'is not trusted', 'Manage Trust', 'manageTrust'],
  ])('of %j says what to do', async (search, title, button, action) => {
    const page = await harness!.open({ ...size, search });
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('button', { name: button }).click();
    await page.waitForFunction(
      (wanted) =>
        window.fakeDashboard.requests.some(
          ({ params }) => (params as { action?: string }).action === wanted,
        ),
      action,
    );
    await page.close();
  });
});

describe.skipIf(!harness)('the dashboard in a theme', () => {
  it.each(themes)('has no serious accessibility finding in %s', async (theme) => {
    const page = await harness!.open({ ...size, theme });
    await page.getByRole('tree').waitFor();
    await page.locator('.run-row').last().focus();
    await page.keyboard.press('Space');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sort and filter' }).click();
    expect(await findings(page)).toEqual([]);
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('scrolls nowhere to the side, however narrow', async () => {
    for (const width of [180, 240, 300, 600]) {
      const page = await harness!.open({ ...size, width });
      await page.getByRole('tree').waitFor();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ width, over }).toEqual({ width, over: 0 });
      await page.close();
    }
  });
});

afterAll(() => harness?.close());
