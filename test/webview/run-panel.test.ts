// The run panel as a whole: its policy, its four themes, its place after a reload, its table.
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { findings } from './harness/accessibility';
import { openHarness, themes } from './harness/harness';
import { keptPlace } from './harness/map-places';

const harness = await openHarness();

describe.skipIf(!harness)('the run panel', () => {
  afterAll(() => harness?.close());

  it.each(themes)(
    'has no serious accessibility finding and breaks no policy in %s',
    async (theme) => {
      const page = await harness!.open({ theme, width: 770, height: 940, reducedMotion: true });
      await withAnchor(page);
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('t');
      await page.locator('.map-table').waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Config' }).click();
      expect(await findings(page)).toEqual([]);
      expect(page.problems).toEqual([]);
      await page.close();
    },
  );

  it('goes back to the place that was kept, and not to one of another run', async () => {
    const page = await harness!.open();
    await withAnchor(page);
    await page
      .getByRole('group', { name: /Classes/ })
      .getByRole('button')
      .nth(2)
      .click();
    const before = await keptPlace(page);
    await page.reload();
    await page.getByText('UMAP of epoch').waitFor();
    expect(await keptPlace(page)).toEqual(before);
    await page.evaluate(() => {
      const other = { ...(JSON.parse(sessionStorage.getItem('kept state')!) as object), run: '/x' };
      sessionStorage.setItem('kept state', JSON.stringify(other));
    });
    await page.reload();
    await page.getByText('UMAP of epoch').waitFor();
    expect(await keptPlace(page)).toMatchObject({ hidden: { class: [] }, trail: [] });
    expect((await keptPlace(page)).anchor).toBeUndefined();
    await page.close();
  });

  it.each([
    ['nonsense', '"x"'],
    [
      'wrong types',
      '{"run":"RUN","anchor":"1","rank":-2,"hidden":{"class":[null,"x"],"split":3},"ranges":[["height",2,1],7],"camera":{"x":0},"trail":[{}],"epoch":0.5}',
    ],
    ['a sample and an epoch that are gone', '{"run":"RUN","anchor":99999,"rank":1,"epoch":39}'],
  ])('opens in spite of a kept place that is %s', async (_, kept) => {
    const page = await harness!.open();
    await page.getByText('UMAP of epoch 24').waitFor();
    const { run } = await keptPlace(page);
    await page.evaluate(
      (state) => {
        sessionStorage.setItem('kept state', state);
      },
      kept.replace('RUN', String(run)),
    );
    await page.reload();
    await page.getByText('UMAP of epoch 24').waitFor();
    expect((await keptPlace(page)).anchor).toBeUndefined();
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('shows all samples as a table of which only some rows are in the page', async () => {
    const page = await harness!.open({ search: { samples: '50000' } });
    await withAnchor(page);
    await page.keyboard.press('t');
    const table = page.getByRole('table');
    await table.waitFor();
    expect(await table.getAttribute('aria-rowcount')).toBe('50001');
    expect(await table.locator('tr').count()).toBeLessThan(100);
    const { anchor } = await keptPlace(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect((await keptPlace(page)).anchor).not.toBe(anchor);
    await page.keyboard.press('End');
    await page.locator('tr[aria-rowindex="50001"]').waitFor();
    await page.close();
  });

  it('scrolls nowhere to the side, from a narrow column to a wide window', async () => {
    for (const width of [320, 480, 640, 770, 1000, 1440]) {
      const page = await harness!.open({ width, height: 900 });
      await withAnchor(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ width, over }).toEqual({ width, over: 0 });
      await page.close();
    }
  });

  it('repaints the map when the theme changes', async () => {
    const page = await harness!.open();
    await page.getByText('UMAP of epoch 24').waitFor();
    const dark = await page.locator('.stage').screenshot();
    await page.evaluate(() => {
      document.documentElement.dataset.theme = document.body.className = 'vscode-light';
    });
    await expect
      .poll(async () => (await page.locator('.stage').screenshot()).equals(dark))
      .toBe(false);
    await page.close();
  });

  it.each([
    ['before the first epoch', { epochsDone: '0' }, 'No map yet'],
    ['with few maps', { epochsDone: '0', every: '5' }, 'comes after epoch 5, in about 2 s.'],
    ['with one map', { epochsDone: '0', every: '0' }, 'comes after epoch 40, in about 20 s.'],
    ['failed', { state: 'failed' }, 'The loss is not a number since epoch 3.'],
    ['without a map', { failMap: '1' }, 'The map cannot be shown'],
    ['with few samples', { samples: '12', classes: '3' }, 'PCA: fewer than 15 points'],
    ['of vectors', { kind: 'vector' }, 'UMAP of epoch 24'],
  ])('says how a run %s stands', async (_, search, sentence) => {
    const page = await harness!.open({ search });
    await page.getByText(sentence).waitFor();
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('asks the host to stop, and offers to resume what has stopped', async () => {
    const page = await harness!.open();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.waitForFunction(() => window.fakeHost.asked.includes('stop'));
    await page.evaluate(() => {
      window.fakeHost.change({ state: 'stopped' });
    });
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForFunction(() => window.fakeHost.asked.includes('resume'));
    await page.close();
  });
});

/** Chooses an anchor by keys; the focus is on the map afterwards. */
async function withAnchor(page: Page): Promise<void> {
  await page.getByText('UMAP of epoch').waitFor();
  await page.locator('.stage').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.fakeHost.asked.includes('anchor'));
}
