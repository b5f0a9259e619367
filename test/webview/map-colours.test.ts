// What the points' colours say beside their class, the legend that explains and filters it, and the same
// as a table: in a real browser.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findings } from './harness/accessibility';
import { openHarness, themes, type OpenOptions, type OpenView } from './harness/harness';
import { testSamplesOf } from './harness/colour-data';
import { keptPlace, placeInPage, usualSettings } from './harness/map-places';
import { RunData } from './harness/run-data';
import { boundsOf, fit, toScreen, type Point } from '../../src/webview/run-panel/map/camera';

const harness = await openHarness();

afterAll(() => harness?.close());

describe.skipIf(!harness)('the colours of the map', () => {
  let page: OpenView;
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });
  const open = async (options: OpenOptions = {}): Promise<void> => {
    page = await harness!.open({ reducedMotion: true, ...options });
    await page.getByText('UMAP of epoch 24').waitFor();
  };
  const colourBy = (what: string) =>
    page.getByRole('combobox', { name: 'Colour' }).selectOption({ label: what });
  const legend = (name: RegExp) => page.getByRole('group', { name }).getByRole('button');

  it('can be clusters, named by number and by what most of each is, the largest first', async () => {
    await open();
    await colourBy('Cluster');
    await legend(/Clusters/)
      .first()
      .waitFor();
    const texts = await page
      .getByRole('group', { name: /Clusters/ })
      .locator('.legend-class')
      .allTextContents();
    expect(texts).toHaveLength(9);
    expect(texts[0]).toMatch(/^1 (T-shirt\/top|Trouser), \d{3} images$/);
    const sizes = texts.map((text) => Number(/(\d+) images/.exec(text)![1]));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2900);
  });

  it('are asked for when they are wanted, and say so while they are not there', async () => {
    await open({ search: { hold: 'clusters' } });
    expect(await page.evaluate(() => window.fakeHost.asked)).not.toContain('clusters');
    await colourBy('Cluster');
    await page.getByText('Finding clusters…').waitFor();
    await page.evaluate(() => {
      window.fakeHost.release!();
    });
    await legend(/Clusters/)
      .first()
      .waitFor();
  });

  it('can be the split; what has none is said', async () => {
    await open();
    await colourBy('Split');
    await legend(/Splits/)
      .first()
      .waitFor();
    expect(await legend(/Splits/).allTextContents()).toEqual([
      'Kew, 947 images',
      'Leiden, 948 images',
      'Paris, 947 images',
    ]);
    await page.getByText('58 images without split').waitFor();
  });

  it('show the test samples where the data have no split; none of them becomes the anchor', async () => {
    await open({ search: { kind: 'vector' } });
    await colourBy('Split');
    await expect
      .poll(() => legend(/Splits/).allTextContents())
      .toEqual(['train, 2,900 samples', 'test, 300 samples']);
    // Alone, so that no other point is nearer.
    await legend(/Splits/)
      .nth(1)
      .click({ modifiers: ['Alt'] });
    await expect.poll(() => hiddenCount(page)).toBe(2900);
    const place = await testPlaceInPage(page, 7);
    await page.mouse.move(...place);
    await page.locator('.hover-card', { hasText: /test\/\d+.*split test/ }).waitFor();
    await page.mouse.click(...place);
    await page.locator('.stage').focus();
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Table of 300 samples' }).focus();
    await page.keyboard.press('End');
    await page.locator('.row-current', { hasText: 'test/299' }).waitFor();
    await page.keyboard.press('Enter');
    await colourBy('Class');
    await expect.poll(async () => (await keptPlace(page)).colourBy).toBe('class');
    expect((await keptPlace(page)).anchor).toBeUndefined();
  });

  it('can be a column’s numbers: the legend says least, middle, largest and what is missing', async () => {
    await open();
    await colourBy('height');
    const ends = page.locator('.legend-ends span');
    await ends.first().waitFor();
    const [least, middle, largest] = (await ends.allTextContents()).map(Number);
    expect(least < middle && middle < largest).toBe(true);
    await page.getByText('264 missing, drawn faint').waitFor();
    const place = await placeInPage(page, 22);
    await page.mouse.move(...place);
    await page.locator('.hover-card', { hasText: 'height missing' }).waitFor();
  });

  it('restricted to a part of the numbers by keys, the rest cannot be reached', async () => {
    await open();
    await colourBy('height');
    const low = page.getByRole('slider', { name: 'Least height' });
    await low.focus();
    await page.keyboard.press('End');
    await expect.poll(() => hiddenCount(page)).toBeGreaterThan(2800);
    await page.mouse.click(...(await placeInPage(page, 22)));
    await page.locator('.stage').focus();
    expect((await keptPlace(page)).anchor).not.toBe(22);
    // Filters outlive the colouring.
    await colourBy('Class');
    expect(await hiddenCount(page)).toBeGreaterThan(2800);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('.legend-hidden').count()).toBe(0);
    await colourBy('height');
    expect(await low.inputValue()).toBe('0');
  });

  it('hide the same samples after a reload, whatever the colours say by then', async () => {
    await open();
    await colourBy('height');
    await page.getByRole('slider', { name: 'Least height' }).focus();
    for (let presses = 0; presses < 20; presses++) await page.keyboard.press('ArrowRight');
    await colourBy('Cluster');
    await legend(/Clusters/)
      .nth(1)
      .click();
    await colourBy('Split');
    await legend(/Splits/)
      .first()
      .click();
    await colourBy('Class');
    await legend(/Classes/)
      .nth(3)
      .click();
    await page.locator('.stage').focus();
    await page.keyboard.press('+');
    await expect.poll(async () => (await keptPlace(page)).camera).toBeDefined();
    const before = { hidden: await hiddenCount(page), place: await keptPlace(page) };
    await page.reload();
    await expect.poll(() => hiddenCount(page)).toBe(before.hidden);
    await expect.poll(() => keptPlace(page)).toEqual(before.place);
  });

  it('are hidden by a key, shown alone by another', async () => {
    await open();
    await colourBy('Split');
    await legend(/Splits/)
      .first()
      .focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => hiddenCount(page)).toBe(948);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('o');
    await expect.poll(() => hiddenCount(page)).toBe(2900 - 947);
    await page.keyboard.press('o');
    await expect.poll(() => page.locator('.legend-hidden').count()).toBe(0);
  });

  it('of more classes than there are colours: a search finds one and gives it its own', async () => {
    await open({ search: { classes: '30' } });
    const search = page.getByRole('searchbox', { name: /Search classes/ });
    const quiet = (name: string): Promise<boolean> =>
      page
        .locator('.legend-class', { hasText: name })
        .locator('.swatch')
        .evaluate((swatch) => swatch.style.background.includes('--ns-bar'));
    await search.fill('class 22');
    await expect.poll(() => legend(/Classes/).count()).toBeLessThanOrEqual(2);
    expect(await quiet('Class 22')).toBe(true);
    await search.press('Enter');
    await expect.poll(() => quiet('Class 22')).toBe(false);
    await search.fill('');
    await expect.poll(() => page.locator('.legend-class').count()).toBe(30);
    const coloured = await page
      .locator('.legend-class .swatch')
      .evaluateAll((all) =>
        all
          .map((each) => (each as HTMLElement).style.background)
          .filter((each) => each.includes('class')),
      );
    expect(new Set(coloured).size).toBe(12);
    expect(coloured).toHaveLength(12);
    await search.fill('no such class');
    await page.getByText('None has this in its name.').waitFor();
  });

  it('stand in the table as well', async () => {
    await open();
    await page.locator('.stage').focus();
    await page.keyboard.press('t');
    const heads = page.locator('.map-table th[scope=col]');
    const expected = ['Name', 'Label', 'Split', 'Cluster', 'height', 'year'];
    await expect.poll(async () => (await heads.allTextContents()).slice(0, 6)).toEqual(expected);
    const row = page.locator('.map-table tr[aria-rowindex="2"]');
    const cells = await row.locator('td').allTextContents();
    expect(cells[2]).toMatch(/^\d .+/);
    expect(cells[3]).toBe('–');
    expect(Number(cells[4])).toBeGreaterThanOrEqual(1900);
  });

  it('of a kept place that are no longer there are the classes again', async () => {
    await open();
    await colourBy('year');
    await expect.poll(async () => (await keptPlace(page)).colourBy).toBe('column:year');
    await page.reload();
    await page.locator('.legend-ends').waitFor();
    await page.evaluate(() => {
      const kept = sessionStorage.getItem('kept state')!.replace('column:year', 'column:gone');
      sessionStorage.setItem('kept state', kept);
    });
    await page.reload();
    await legend(/Classes/)
      .first()
      .waitFor();
  });

  it('tell of the point under the pointer what is around it', async () => {
    await open();
    await page.mouse.move(...(await placeInPage(page, 120)));
    await page.locator('.hover-card', { hasText: /\d+ .+ of 20 nearest/ }).waitFor();
    await page.locator('.hover-card', { hasText: /\d+ of 20 flagged/ }).waitFor();
  });

  it.each(themes)('break no rule of accessibility in %s', async (theme) => {
    await open({ theme, width: 1200, height: 900, search: { classes: '30' } });
    for (const what of ['Cluster', 'height', 'Class']) {
      await colourBy(what);
      await page
        .locator(what === 'height' ? '.legend-ends' : '.legend-class')
        .first()
        .waitFor();
      expect(await findings(page)).toEqual([]);
    }
  });
});

describe.skipIf(!harness)('the map of the samples themselves', () => {
  const foot = (page: Page) => page.locator('.map-foot');

  it('is shown by a key beside the encoder’s, and keeps the anchor', async () => {
    const page = await harness!.open({ reducedMotion: true });
    await page.getByText('UMAP of epoch 24').waitFor();
    await page.mouse.click(...(await placeInPage(page, 120)));
    await expect.poll(async () => (await keptPlace(page)).anchor).toBe(120);
    await page.keyboard.press('i');
    await page.getByText('UMAP of the pixels, before any training').waitFor();
    expect(
      await page.getByRole('button', { name: 'Map the pixels' }).getAttribute('aria-pressed'),
    ).toBe('true');
    expect((await keptPlace(page)).anchor).toBe(120);
    await page.keyboard.press('[');
    await expect.poll(() => foot(page).textContent()).toMatch(/^UMAP of epoch 22/);
    await page.keyboard.press('i');
    await expect.poll(() => foot(page).textContent()).toMatch(/pixels/);
    await page.keyboard.press('i');
    await expect.poll(() => foot(page).textContent()).toMatch(/^UMAP of epoch 22/);
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('is offered before the first epoch, and gives way to the first map of the encoder', async () => {
    const page = await harness!.open({ reducedMotion: true, search: { epochsDone: '0' } });
    await page.getByText('No map yet').waitFor();
    await page.locator('.notice').getByRole('button', { name: 'Map the pixels' }).click();
    await page.getByText('UMAP of the pixels').waitFor();
    await page.evaluate(() => {
      window.fakeHost.change({ epochsDone: 1 });
    });
    await page.getByText('UMAP of epoch 1').waitFor();
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('that is not wanted any longer leaves no map behind', async () => {
    const page = await harness!.open({
      search: { epochsDone: '0', hold: 'inputMap', kind: 'vector' },
    });
    await page.locator('.notice').getByRole('button', { name: 'Map the raw values' }).click();
    await page.waitForFunction(() => window.fakeHost.asked.includes('inputMap'));
    await page.locator('.stage').focus();
    await page.keyboard.press('i');
    await page.evaluate(() => {
      window.fakeHost.release!();
    });
    await page.getByText('No map yet').waitFor();
    expect(await foot(page).count()).toBe(0);
    await page.close();
  });
});

/** In pixels of the page, of a test sample, while the camera shows the whole map. */
async function testPlaceInPage(page: Page, row: number): Promise<Point> {
  const box = (await page.locator('.stage').boundingBox())!;
  const run = new RunData({ ...usualSettings, kind: 'vector' });
  const own = run.map(24).positions;
  const test = testSamplesOf(run, 24)!.positions;
  const camera = fit(boundsOf(Float32Array.of(...own, ...test)), box);
  const [x, y] = toScreen(camera, box, [test[2 * row], test[2 * row + 1]]);
  return [box.x + x, box.y + y];
}

async function hiddenCount(page: Page): Promise<number> {
  const text = await page.locator('.legend-hidden .figures').textContent();
  return Number(text?.replace(/\D/g, ''));
}
