// The comparison of runs in a real browser.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { distinctNames } from '../../src/webview/comparison/distinct-names';
import { winner } from '../../src/webview/comparison/winner';
import { shortNames } from '../../src/webview/comparison/short-names';
import { findings } from './harness/accessibility';
import { openHarness, themes, type OpenView } from './harness/harness';
import { madeUpRows } from './harness/made-up-rows';

const harness = await openHarness();
const size = { view: 'comparison', width: 1200, height: 820 };

describe.skipIf(!harness)('the comparison', () => {
  let page: OpenView;

  beforeEach(async () => {
    page = await harness!.open(size);
    await page.getByText('4 runs').waitFor();
  });
  afterEach(async () => {
    expect(page.problems).toEqual([]);
    await page.close();
  });

  const cells = async (name: string): Promise<string[]> =>
    (await page.getByRole('row', { name }).first().getByRole('cell').allTextContents()).map(
      (text) => text.replace('best: ', '✓'),
    );

  it('names the runs, their settings that differ, and the epoch that all have', async () => {
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      ...['Figure', 'hcl', 'hcl-t0.2', 'debiased', 'simclr'],
    ]);
    await page.getByText('Config, 4 settings differ').waitFor();
    expect(await cells('objective.temperature')).toEqual(['0.5', '0.2', '0.5', '0.5']);
    expect(await cells('negatives.beta')).toEqual(['1', '1', '–', '–']);
    expect(await page.getByRole('spinbutton').inputValue()).toBe('24');
    expect(await cells('Epochs')).toEqual(['24 of 40', '40 of 40', '40 of 40', '40 of 40']);
  });

  it('shows the values of the epoch that is chosen, by the field or in a chart', async () => {
    const loss = (epoch: number): string[] =>
      [0, 1, 2, 3].map((place) => madeUpRows(40, place)[epoch - 1].loss.toFixed(3));
    expect(await cells('Loss')).toEqual(loss(24));
    await page.getByRole('spinbutton').fill('10');
    await page.keyboard.press('Enter');
    expect(await cells('Loss')).toEqual(loss(10));
    const box = (await page.locator('.compared-large .u-over').boundingBox())!;
    await page.mouse.click(box.x + (box.width * (16 - 1)) / 39, box.y + 50);
    await expect.poll(() => page.getByRole('spinbutton').inputValue()).toBe('16');
    expect(await cells('Loss')).toEqual(loss(16));
  });

  it('marks no winner of a loss, nor of accuracies within chance, and says why', async () => {
    expect(await page.getByText('✓').count()).toBe(0);
    expect((await cells('kNN accuracy')).some((text) => text.startsWith('✓'))).toBe(false);
    expect((await cells('Uniformity')).filter((text) => text.startsWith('✓'))).toHaveLength(1);
    await page.getByText('differences under about 0.04 are chance').waitFor();
    await page.getByText('Losses of different objectives, negatives or data').waitFor();
  });

  it('shares the pointer among all charts', async () => {
    await page.locator('.compared-large .u-over').hover();
    const lines = page.locator('.u-cursor-x');
    await expect.poll(() => lines.count()).toBe(5);
    await expect
      .poll(() =>
        lines.evaluateAll((all) =>
          all.every((line) => /translate\(\d{2,}/.test((line as HTMLElement).style.transform)),
        ),
      )
      .toBe(true);
  });

  it('exports every value of every run, asks for more runs, and opens one', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Add Run' }).click();
    await page.getByRole('button', { name: 'Open fashion-debiased' }).click();
    await page.waitForFunction(() => window.fakeComparison.requests.length === 4);
    const asked = await page.evaluate(() =>
      window.fakeComparison.requests.map(({ name, params }) => {
        const { bytes, run } = params as { bytes?: Uint8Array; run?: string };
        return [name, run ?? (bytes ? new TextDecoder().decode(bytes) : '')];
      }),
    );
    expect(asked.map(([name]) => name)).toEqual(['ready', 'saveFile', 'addRuns', 'openRun']);
    expect(asked[3][1]).toBe('run-2');
    const lines = asked[1][1].trim().split('\r\n');
    expect(lines).toHaveLength(1 + 24 + 3 * 40);
    expect(lines[0]).toMatch(/^run,id,epoch,step,loss,/);
    expect(lines[25]).toMatch(/^fashion-hcl-t0\.2,run-1,1,11,/);
  });
});

describe.skipIf(!harness)('the comparison in a theme', () => {
  it.each(themes)('has no serious accessibility finding in %s', async (theme) => {
    for (const width of [1200, 640]) {
      const page = await harness!.open({ ...size, theme, width });
      await page.getByText('4 runs').waitFor();
      expect(await findings(page)).toEqual([]);
      expect(page.problems).toEqual([]);
      await page.close();
    }
  });
});

it('tells runs of one name apart by when they began', () => {
  const names = distinctNames([
    { name: 'a', created: '2026-01-01T12:00:00Z' },
    { name: 'b', created: '2026-01-01T12:00:00Z' },
    { name: 'a', created: '2026-01-02T12:00:00Z' },
  ]);
  expect(names[1]).toBe('b');
  expect(names[0]).toMatch(/^a, .*\d/);
  expect(new Set(names).size).toBe(3);
});

describe('the winner', () => {
  const curve = { metric: 'knn_top1', better: 'higher' } as Parameters<typeof winner>[0];
  const of = (values: readonly (number | undefined)[], tested?: number) =>
    values.map((value) => ({ value, tested }));
  it.each([
    ['ahead by more than chance', of([0.7, 0.8], 900), 1],
    ['ahead by less than chance', of([0.76, 0.78], 900), undefined],
    ['of a larger test', of([0.76, 0.78], 10_000), 1],
    ['among equals', of([0.8, 0.8], 900), undefined],
    ['without another', of([0.8, undefined], 900), undefined],
  ])('%s', (_, values, place) => {
    expect(winner(curve, values)).toBe(place);
  });
});

it.each([
  [
    ['fashion-hcl', 'fashion-simclr'],
    ['hcl', 'simclr'],
  ],
  [
    ['a-b', 'a-b-c'],
    ['b', 'b-c'],
  ],
  [
    ['same', 'same'],
    ['same', 'same'],
  ],
  [['alone-here'], ['alone-here']],
])('shortens the names %j to %j', (names, expected) => {
  expect(shortNames(names)).toEqual(expected);
});

afterAll(() => harness?.close());
