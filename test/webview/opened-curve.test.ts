// A curve at full height: zoom, smoothing, shared pointer and what it exports, in a real browser.
import { createHash } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunData } from './harness/run-data';
import { findings } from './harness/accessibility';
import { openHarness, themes, type OpenView } from './harness/harness';

const harness = await openHarness();
const { metrics } = new RunData({
  ...{ samples: 2900, classes: 10, epochs: 40, epochsDone: 24 },
  ...{ state: 'training', kind: 'image' },
}).snapshot();

describe.skipIf(!harness)('an open curve', () => {
  let page: OpenView;
  let curve: Locator;

  beforeEach(async () => {
    page = await harness!.open({ reducedMotion: true });
    await page.getByText('UMAP of epoch 24').waitFor();
    await page.getByRole('button', { name: 'Loss' }).focus();
    await page.keyboard.press('Enter');
    curve = page.getByRole('region', { name: 'Loss' });
    await curve.locator('canvas').waitFor();
  });
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });

  const saved = async (format: string): Promise<{ name: string; bytes: number[] }> => {
    await curve.getByRole('button', { name: 'Export' }).click();
    await curve.getByRole('menuitem', { name: format }).click();
    await page.waitForFunction(() => window.fakeHost.asked.includes('saveFile'));
    return page.evaluate(() => {
      const { params } = window.fakeHost.requests.find(({ name }) => name === 'saveFile')!;
      const { name, bytes } = params as { name: string; bytes: Uint8Array };
      return { name, bytes: [...bytes] };
    });
  };
  const drawn = (): Promise<string> =>
    curve
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
      .then((url) => createHash('sha1').update(url).digest('hex'));

  /** What is drawn, once it changes no more. */
  const drawnAtRest = async (): Promise<string> => {
    let [before, now] = ['', await drawn()];
    await expect
      .poll(async () => {
        [before, now] = [now, await drawn()];
        return now === before;
      })
      .toBe(true);
    return now;
  };

  it('closes by Escape to the lane that it was opened from', async () => {
    await page.keyboard.press('Escape');
    await curve.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Loss');
  });

  it('gives its values as CSV, digit for digit', async () => {
    const { name, bytes } = await saved('CSV');
    expect(name).toBe('fashion-hcl-Loss.csv');
    const lines = new TextDecoder().decode(Uint8Array.from(bytes)).split('\r\n');
    expect(lines[0]).toBe('epoch,step,loss');
    expect(lines.slice(1, -1).map((line) => Number(line.split(',')[2]))).toEqual(
      metrics.map(({ loss }) => loss),
    );
    expect(lines.at(-1)).toBe('');
  });

  it('gives smoothed values beside the measured ones where it is smoothed', async () => {
    const before = await drawnAtRest();
    await curve.getByRole('slider', { name: 'Smoothing' }).fill('0.5');
    await expect.poll(drawn).not.toBe(before);
    const { bytes } = await saved('CSV');
    const lines = new TextDecoder().decode(Uint8Array.from(bytes)).split('\r\n');
    expect(lines[0]).toBe('epoch,step,loss,loss_smoothed');
    const smoothed = Number(lines[2].split(',')[3]);
    // Weights 1/2 and 1/4 of the second and the first value, made to add up to 1.
    expect(smoothed).toBeCloseTo((2 * metrics[1].loss + metrics[0].loss) / 3, 9);
  });

  it('gives itself as a PNG as large as it is shown', async () => {
    const { name, bytes } = await saved('PNG');
    expect(name).toBe('fashion-hcl-Loss.png');
    const header = Buffer.from(bytes);
    expect(header.subarray(1, 4).toString()).toBe('PNG');
    const { width } = (await curve.locator('.chart').boundingBox())!;
    expect(header.readUInt32BE(16)).toBe(Math.round(width));
  });

  it('zooms by drag and by keys, and shows all again', async () => {
    const whole = await drawnAtRest();
    const box = (await curve.locator('.u-over').boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(2, 2);
    await expect.poll(drawn).not.toBe(whole);
    await page.mouse.dblclick(box.x + 100, box.y + 100);
    await page.mouse.move(2, 2);
    await expect.poll(drawn).toBe(whole);
    await curve.focus();
    await page.keyboard.press('+');
    await expect.poll(drawn).not.toBe(whole);
    await page.keyboard.press('0');
    await expect.poll(drawn).toBe(whole);
  });

  it('shares the pointer with the lanes, and a click moves the playhead', async () => {
    const box = (await curve.locator('.u-over').boundingBox())!;
    const x = box.x + (box.width * (9 - 1)) / 39;
    await page.mouse.move(x, box.y + 50);
    await page.getByText('at epoch 9').first().waitFor();
    await page.mouse.click(x, box.y + 50);
    const track = page.getByRole('slider', { name: 'Epoch' });
    await expect.poll(() => track.getAttribute('aria-valuenow')).toBe('9');
    await page.mouse.move(2, 2);
    await page.locator('.lane-plot').last().hover();
    await expect
      .poll(() =>
        curve.locator('.u-cursor-x').evaluate((line: HTMLElement) => line.style.transform),
      )
      .toMatch(/translate\(\d{2,}/);
  });

  it('draws anew in the colours of another theme', async () => {
    const dark = await drawnAtRest();
    await page.evaluate(() => {
      document.documentElement.dataset.theme = document.body.className = 'vscode-light';
    });
    await expect.poll(drawn).not.toBe(dark);
  });
});

describe.skipIf(!harness)('the curves in a theme', () => {
  it.each(themes)('have no serious accessibility finding in %s', async (theme) => {
    const page = await harness!.open({ theme, width: 770, height: 940, reducedMotion: true });
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.locator('.lane-label').first().click();
    await page.getByRole('region', { name: 'Loss' }).locator('canvas').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(page.problems).toEqual([]);
    await page.close();
  });
});

afterAll(() => harness?.close());
