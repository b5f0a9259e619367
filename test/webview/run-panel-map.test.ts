// The map of the run panel under a hand and under keys, in a real browser.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarness, type OpenView } from './harness/harness';
import { keptPlace, placeInPage, usualRun } from './harness/map-places';

const harness = await openHarness();
const { labels = new Int32Array(), names, classes } = usualRun.snapshot().samples;
const ROW = 120;

describe.skipIf(!harness)('the map', () => {
  let page: OpenView;

  beforeEach(async () => {
    page = await harness!.open({ reducedMotion: true });
    await page.getByText('UMAP of epoch 24').waitFor();
    await page.waitForFunction(() => window.fakeHost.asked.includes('map'));
  });
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('makes the clicked point the anchor, and the old one joins the trail', async () => {
    await page.mouse.click(...(await placeInPage(page, ROW)));
    await expectAnchor(page, ROW);
    await page.mouse.click(...(await placeInPage(page, 7)));
    await expectAnchor(page, 7);
    expect((await keptPlace(page)).trail).toEqual([{ anchor: ROW, rank: 1 }]);
  });

  it('shows name, label and picture of the point under the pointer, and hides them with it', async () => {
    await page.mouse.move(...(await placeInPage(page, ROW)));
    const card = page.locator('.hover-card');
    await card.waitFor();
    expect(await card.textContent()).toContain(names[ROW]);
    expect(await card.textContent()).toContain(classes[labels[ROW]]);
    await page.waitForFunction(() => window.fakeHost.asked.includes('pictures'));
    await page.mouse.move(2, 2);
    await card.waitFor({ state: 'detached' });
  });

  it('a hidden class cannot be clicked, and the legend shows that it is hidden', async () => {
    const entry = legendEntry(page, labels[ROW]);
    await entry.click();
    expect(await entry.getAttribute('aria-pressed')).toBe('false');
    await page.mouse.click(...(await placeInPage(page, ROW)));
    const { anchor } = await keptPlace(page);
    expect(anchor === undefined || labels[Number(anchor)] !== labels[ROW]).toBe(true);
    expect(await keptPlace(page)).toHaveProperty('hidden.class', [labels[ROW]]);
  });

  it('Alt-click shows one class alone, a second one all', async () => {
    const entry = legendEntry(page, 3);
    await entry.click({ modifiers: ['Alt'] });
    expect(await keptPlace(page)).toHaveProperty('hidden.class.length', classes.length - 1);
    await entry.click({ modifiers: ['Alt'] });
    expect(await keptPlace(page)).toHaveProperty('hidden.class', []);
  });

  it('arrows move a crosshair from point to point, Enter selects, Escape clears', async () => {
    await page.locator('.stage').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const { anchor: first } = await keptPlace(page);
    expect(first).toBeTypeOf('number');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const { anchor: second } = await keptPlace(page);
    const { positions } = usualRun.map(24);
    expect(positions[2 * Number(second)]).toBeGreaterThan(positions[2 * Number(first)]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect((await keptPlace(page)).anchor).toBeUndefined();
  });

  it('says the name of the point under the crosshair to screen readers', async () => {
    await page.locator('.stage').focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('[aria-live]', { hasText: 'train/' }).waitFor({ state: 'attached' });
  });

  it('finds samples by label, and Enter makes the chosen one the anchor', async () => {
    await page.locator('.stage').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('ankle');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectAnchor(page, usualRun.search('ankle', 2)[1]);
  });

  it('letters typed into the search do nothing to the map', async () => {
    await page.getByRole('combobox', { name: /Search/ }).focus();
    await page.keyboard.type('tpl');
    expect(await page.locator('.map-table').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Lasso' }).getAttribute('aria-pressed')).toBe(
      'false',
    );
  });

  it('a lasso around all points catches all, and none of them becomes the anchor', async () => {
    const box = (await page.locator('.stage').boundingBox())!;
    const corners = [
      [box.x + 2, box.y + 2],
      [box.x + box.width - 2, box.y + 2],
      [box.x + box.width - 2, box.y + box.height - 2],
      [box.x + 2, box.y + box.height - 2],
    ] as const;
    await page.locator('.stage').focus();
    await page.keyboard.press('l');
    await page.mouse.move(...corners[0]);
    await page.mouse.down();
    for (const corner of corners) await page.mouse.move(...corner);
    await page.mouse.up();
    await page.getByText('2,900 caught by the lasso ·').waitFor();
    expect((await keptPlace(page)).anchor).toBeUndefined();
  });

  it('draws every class in its colour', async () => {
    const colours = ['33,170,246', '249,218,188', '20,136,97'];
    await expect
      .poll(async () => {
        const shown = await coloursOnMap(page);
        return colours.filter((colour) => !shown.has(colour));
      })
      .toEqual([]);
  });
});

describe.skipIf(!harness)('where WebGL is missing', () => {
  it('Canvas 2D draws the points, and a click still selects', async () => {
    const plain = (await openHarness({ webgl: false }))!;
    try {
      const page = await plain.open({ reducedMotion: true });
      await page.getByText('UMAP of epoch 24').waitFor();
      await page.mouse.click(...(await placeInPage(page, ROW)));
      await expectAnchor(page, ROW);
      const kind = await page.evaluate(() =>
        document.querySelector<HTMLCanvasElement>('.stage-points')?.getContext('2d') ? '2d' : 'gl',
      );
      expect(kind).toBe('2d');
    } finally {
      await plain.close();
    }
  });

  it('too many points get a sentence and a way to try again', async () => {
    const plain = (await openHarness({ webgl: false }))!;
    try {
      const page = await plain.open({ search: { samples: '20001' } });
      await page.getByRole('button', { name: 'Reload map' }).waitFor();
    } finally {
      await plain.close();
    }
  });
});

afterAll(() => harness?.close());

async function expectAnchor(page: Page, row: number): Promise<void> {
  await expect.poll(async () => (await keptPlace(page)).anchor).toBe(row);
}

const legendEntry = (page: Page, label: number) =>
  page
    .getByRole('group', { name: /Classes/ })
    .getByRole('button')
    .nth(label);

/** Fully covered colours of the map's picture, as `r,g,b`. */
async function coloursOnMap(page: Page): Promise<ReadonlySet<string>> {
  const shot = await page.locator('.stage').screenshot();
  const bytes = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Set<string>();
    for (let i = 0; i < data.length; i += 4) seen.add(data.slice(i, i + 3).join(','));
    return [...seen];
  }, shot.toString('base64'));
  return new Set(bytes);
}
