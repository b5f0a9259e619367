// The timeline of the run panel under a hand and under keys, in a real browser.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunData } from './harness/run-data';
import { openHarness, type OpenView } from './harness/harness';

const harness = await openHarness();
const run = new RunData({
  ...{ samples: 2900, classes: 10, epochs: 40, epochsDone: 24 },
  ...{ state: 'training', kind: 'image' },
}).snapshot();

describe.skipIf(!harness)('the timeline', () => {
  let page: OpenView;
  let track: Locator;

  beforeEach(async () => {
    page = await harness!.open({ reducedMotion: true });
    await page.getByText('UMAP of epoch 24').waitFor();
    track = page.getByRole('slider', { name: 'Epoch' });
  });
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });

  /** As a lane shows it: value, and what stands under it. */
  const shown = (label: string): Promise<readonly [string, string]> =>
    page
      .locator('.lane', { hasText: label })
      .locator('.lane-value')
      .evaluate((value) => [
        value.firstChild?.textContent ?? '',
        value.lastChild?.textContent ?? '',
      ]);
  const playhead = async (): Promise<number> => Number(await track.getAttribute('aria-valuenow'));
  const isLive = (): Promise<string | null> =>
    page.getByRole('button', { name: 'Live' }).getAttribute('aria-pressed');
  const mapShows = (epoch: number): Promise<void> =>
    page.getByText(`UMAP of epoch ${epoch} `).waitFor();
  const loss = (epoch: number): string => run.metrics[epoch - 1].loss.toFixed(3);

  it('shows a lane for each metric of the run, with its values at the newest epoch', async () => {
    const labels = await page.locator('.lane-label > span').allTextContents();
    expect(labels).toEqual([
      ...['Loss', 'kNN accuracy', 'Alignment', 'Uniformity', 'Effective rank'],
      ...['Learning rate', 'Speed'],
    ]);
    const last = run.metrics[23];
    expect(await shown('Loss')).toEqual([loss(24), `from ${loss(1)}`]);
    const knn = last.knn_top1.toFixed(3);
    expect(await shown('kNN accuracy')).toEqual([knn, `best ${knn}`]);
    expect(await shown('Uniformity')).toEqual([
      last.uniformity.toFixed(2).replace('-', '−'),
      `from ${run.metrics[0].uniformity.toFixed(2).replace('-', '−')}`,
    ]);
    expect(await shown('Learning rate')).toEqual(['1.0e−3', 'peak 1.0e−3']);
    expect((await shown('Speed'))[0]).toBe(
      Math.round(last.samples_per_second).toLocaleString('en-US'),
    );
  });

  it('arrows scrub by an epoch: curves take each, the map the nearest stored one', async () => {
    await track.focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
    expect(await playhead()).toBe(20);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    expect(await playhead()).toBe(17);
    expect((await shown('Loss'))[0]).toBe(loss(17));
    await mapShows(18);
    expect(await isLive()).toBe('false');
    expect(await track.getAttribute('aria-valuetext')).toContain('Epoch 17 of 40, Loss');
    await page.keyboard.press('Home');
    expect(await playhead()).toBe(1);
    await mapShows(1);
    await page.keyboard.press('End');
    expect([await playhead(), await isLive()]).toEqual([24, 'true']);
  });

  it('brackets go by stored epochs, wherever in Explore the focus is', async () => {
    await page.locator('.stage').focus();
    await page.keyboard.press('[');
    await mapShows(22);
    await page.keyboard.press('{');
    await mapShows(1);
    await page.keyboard.press(']');
    await mapShows(2);
    await page.keyboard.press('}');
    await mapShows(24);
    expect(await isLive()).toBe('true');
  });

  it('a pointer drags the playhead, and no further than what is trained', async () => {
    const box = (await track.boundingBox())!;
    const at = (epoch: number): number => box.x + (box.width * (epoch - 1)) / 39;
    await page.mouse.move(at(24), box.y + 13);
    await page.mouse.down();
    await page.mouse.move(at(10), box.y + 40, { steps: 3 });
    expect(await playhead()).toBe(10);
    await page.mouse.move(at(38), box.y + 13);
    await page.mouse.up();
    expect(await playhead()).toBe(24);
  });

  it('the pointer over a lane shows its epoch on all lanes, a click moves the playhead', async () => {
    const box = (await page.locator('.lane-plot').first().boundingBox())!;
    const x = box.x + (box.width * (7 - 1)) / 39;
    await page.mouse.move(x, box.y + 10);
    expect(await shown('Loss')).toEqual([loss(7), 'at epoch 7']);
    expect((await shown('kNN accuracy'))[1]).toBe('at epoch 7');
    expect(await page.locator('.lane-hair').count()).toBe(7);
    expect(await playhead()).toBe(24);
    await page.mouse.click(x, box.y + 10);
    expect(await playhead()).toBe(7);
    await page.mouse.move(box.x - 60, box.y + 10);
    expect(await shown('Loss')).toEqual([loss(7), `from ${loss(1)}`]);
  });

  it('Live follows the newest epoch; after scrubbing it stays where it is', async () => {
    const trainTo = (epochsDone: number): Promise<void> =>
      page.evaluate((done) => {
        window.fakeHost.change({ epochsDone: done });
      }, epochsDone);
    await trainTo(26);
    await expect.poll(playhead).toBe(26);
    await track.focus();
    await page.keyboard.press('ArrowLeft');
    await trainTo(28);
    await expect.poll(() => track.getAttribute('aria-valuemax')).toBe('28');
    expect(await playhead()).toBe(25);
    await page.getByRole('button', { name: 'Live' }).click();
    expect(await playhead()).toBe(28);
  });

  it('Play runs the stored epochs from the first to the newest and stops there', async () => {
    await page.evaluate(() => {
      window.fakeHost.change({ epochsDone: 3 });
    });
    await mapShows(3);
    const seen = await track.evaluateHandle((slider) => {
      const epochs: (string | null)[] = [];
      new MutationObserver(() => epochs.push(slider.getAttribute('aria-valuenow'))).observe(
        slider,
        { attributeFilter: ['aria-valuenow'] },
      );
      return epochs;
    });
    await page.locator('.stage').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => seen.jsonValue()).toEqual(['1', '2', '3']);
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await mapShows(3);
  });

  it('says so where no epoch is done', async () => {
    const early = await harness!.open({ search: { epochsDone: '0' } });
    await early.getByText('The curves begin when the first epoch is done.').waitFor();
    await early.getByRole('slider', { name: 'Epoch' }).press('ArrowRight');
    expect(early.problems).toEqual([]);
    await early.close();
  });
});

afterAll(() => harness?.close());
