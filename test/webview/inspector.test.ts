// The anchor inspector in a browser: what its cards say, the walk by keys, what it shows while it
// searches and where something is missing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import type { AnchorReport } from '../../src/protocol/run-view';
import { openHarness, themes, type OpenOptions, type OpenView } from './harness/harness';
import { lastReport, openAt, timesAsked, type Place } from './inspector-page';

const harness = await openHarness();
afterAll(() => harness?.close());

/** Samples of the made-up run. */
const SAMPLES = { samples: '90' };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const focusedText = (page: OpenView): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');
const cards = (page: OpenView) => page.getByRole('listbox').getByRole('option');
const chosen = (page: OpenView) => page.locator('.negative[aria-selected=true]');
const anchorName = (page: OpenView) => page.locator('.anchor-bar .anchor-name');
const pair = (page: OpenView) => page.locator('.pair-who');
const rankOf = async (page: OpenView): Promise<number> =>
  Number(/^ *Rank (\d+)/.exec(await focusedText(page))?.[1]);
const nameOf = (index: number): string => `train/${String(index).padStart(5, '0')}.png`;
const fixed = (value: number, decimals: number): string =>
  value.toFixed(decimals).replace('-', '−');

/** A card as it is heard; labels are found as the page says them. */
function spoken(negative: AnchorReport['negatives'][number]): RegExp {
  const { rank, index, cosine, weight, probability, flagged } = negative;
  const words = [
    `Rank ${rank} ${nameOf(index)} [A-Z][a-z-/ ]+`,
    `cosine ${fixed(cosine, 3)} weight ω ${fixed(weight, 1)}`,
    `probability of a false negative ${fixed(probability ?? NaN, 2)}${flagged ? ' flagged' : ''}`,
  ];
  return new RegExp(`^${words.join(' ')}$`);
}

describe.skipIf(!harness)('inspector', () => {
  const open = (place: Place, options: OpenOptions = {}): Promise<OpenView> =>
    openAt(harness!, place, { search: SAMPLES, ...options });

  it('says on each card what the report says', async () => {
    const page = await open({ anchor: 7 });
    const report = await lastReport(page);
    expect(await cards(page).count()).toBe(report.negatives.length);
    for (const negative of report.negatives)
      expect(await page.getByRole('option', { name: spoken(negative) }).count()).toBe(1);
    const flags = await cards(page).evaluateAll((all) =>
      all.map((card) => card.querySelector('.codicon-flag') !== null),
    );
    expect(flags).toEqual(report.negatives.map(({ flagged }) => flagged));
    expect(page.problems).toEqual([]);
    await page.close();
  });

  it('walks by rows and columns, and stops at the ends', async () => {
    const page = await open({ anchor: 7 });
    const tops = await cards(page).evaluateAll((all) =>
      all.map((card) => (card as HTMLElement).offsetTop),
    );
    const columns = tops.filter((top) => top === tops[0]).length;
    expect(columns).toBeGreaterThan(1);
    await cards(page).first().focus();
    const walk = [
      ['ArrowLeft', 1],
      ['ArrowUp', 1],
      ['ArrowRight', 2],
      ['ArrowDown', 2 + columns],
      ['ArrowLeft', 1 + columns],
      ['ArrowUp', 1],
      ['End', 20],
      ['ArrowRight', 20],
      ['ArrowDown', 20],
      ['Home', 1],
    ] as const;
    for (const [key, rank] of walk) {
      await page.keyboard.press(key);
      expect([key, await rankOf(page)]).toEqual([key, rank]);
      await expect.poll(() => pair(page).innerText()).toContain(`Rank ${rank}\n`);
    }
    expect(await chosen(page).count()).toBe(1);
    expect(await page.locator('.negative[tabindex="0"]').count()).toBe(1);
    await page.close();
  });

  it('makes a negative the anchor, and comes back to the rank it was left at', async () => {
    const page = await open({ anchor: 7, rank: 3 });
    const first = await lastReport(page);
    await chosen(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const next = first.negatives[3].index;
    await expect.poll(() => page.locator('.anchor-bar').innerText()).toContain(nameOf(next));
    await expect.poll(() => rankOf(page)).toBe(1);
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.locator('.anchor-bar').innerText()).toContain(nameOf(7));
    await expect.poll(() => rankOf(page)).toBe(4);
    await page.keyboard.press('Backspace');
    expect(await page.locator('.anchor-bar').innerText()).toContain(nameOf(7));
    await page.close();
  });

  it('shows a skeleton after 100 ms of searching and not before', async () => {
    const page = await open({ anchor: 7 });
    const before = await anchorName(page).innerText();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    await cards(page).first().focus();
    await page.evaluate(() => (window.replies.hold = true));
    await page.keyboard.press('Enter');
    await page.clock.runFor(95);
    expect(await page.locator('.negative-skeleton').count()).toBe(0);
    expect(await anchorName(page).innerText()).toBe(before);
    await page.clock.runFor(50);
    expect(await page.locator('.negative-skeleton').count()).toBe(3);
    expect(await anchorName(page).innerText()).not.toBe(before);
    expect(await page.locator('.list-heading').innerText()).toContain('Searching 89 negatives');
    await page.evaluate(() => {
      window.replies.release();
    });
    await cards(page).first().waitFor();
    await page.clock.runFor(50);
    expect(await page.locator('.negative-skeleton').count()).toBe(0);
    expect(await rankOf(page)).toBe(1);
    await page.close();
  });

  it('keeps the list while the same anchor is ranked at another epoch', async () => {
    const page = await open({ anchor: 7, rank: 5 });
    await chosen(page).focus();
    await page.evaluate(() => (window.replies.hold = true));
    await page.keyboard.press('[');
    const heading = page.locator('.list-heading');
    await expect.poll(() => heading.innerText()).toContain('Ranking at epoch 22');
    expect(await cards(page).count()).toBe(20);
    expect(await page.getByRole('listbox').getAttribute('aria-busy')).toBe('true');
    expect(await rankOf(page)).toBe(5);
    await page.evaluate(() => {
      window.replies.release();
    });
    await expect.poll(() => heading.innerText()).not.toContain('Ranking');
    expect((await lastReport(page)).epoch).toBe(22);
    expect(await rankOf(page)).toBe(5);
    await page.close();
  });

  it('lists what the lasso caught, and makes one of them the anchor', async () => {
    const page = await open({ anchor: 7 });
    const { x, y, width, height } = (await page.locator('.map-place').boundingBox())!;
    await page.getByRole('button', { name: /lasso/i }).click();
    const corners = [
      [1, 1],
      [width - 2, 1],
      [width - 2, height - 2],
      [1, height - 2],
      [1, 1],
    ];
    await page.mouse.move(x + 1, y + 1);
    await page.mouse.down();
    for (const [dx, dy] of corners) await page.mouse.move(x + dx, y + dy, { steps: 3 });
    await page.mouse.up();
    const heading = page.locator('.caught-bar');
    await expect.poll(() => heading.innerText()).toContain('90 caught');
    expect(await page.locator('.caught-words').innerText()).toContain(
      '20 of the anchor’s hardest 20',
    );
    await cards(page).first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => anchorName(page).innerText()).toBe(nameOf(89));
    expect(await heading.count()).toBe(0);
    await page.close();
  });

  it('lengthens the list by 50, to its end, and walks on there', async () => {
    const page = await open({ anchor: 7 });
    const more = page.getByRole('button', { name: '50 more' });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => cards(page).count()).toBe(70);
    await expect.poll(() => rankOf(page)).toBe(21);
    expect(await page.locator('.list-heading h3').innerText()).toBe('Hardest 70');
    await more.click();
    await expect.poll(() => cards(page).count()).toBe(89);
    expect(await more.count()).toBe(0);
    await expect.poll(() => pair(page).innerText()).toContain('Rank 21\n');
    await page.close();
  });

  it('finds a rank beyond the first list again', async () => {
    const page = await open({ anchor: 7, rank: 33 });
    await expect.poll(() => cards(page).count()).toBe(70);
    await expect.poll(() => pair(page).innerText()).toContain('Rank 33\n');
    await page.close();
  });

  it('says what is special about a pair', async () => {
    const page = await open({
      anchor: 7,
      replies: { changes: { clamped: true, negatives: [pulled], provisional: false } },
    });
    const box = page.locator('.pair-box');
    expect(await box.innerText()).toContain('−0.50 %, pulled closer');
    expect(await box.innerText()).toContain('at its floor, so its negatives get no gradient');
    expect(await box.innerText()).toContain('0.91, 0.85–1.00');
    expect(await box.getByRole('button', { name: 'provisional' }).count()).toBe(0);
    expect(await box.locator('.reason').allTextContents()).toEqual([
      'For: They share 13 neighbours',
      'Against: Labels differ',
      'It was seen once',
    ]);
    await page.close();
  });

  it('shows ranks before their probabilities, and these without a skeleton', async () => {
    const page = await open({ anchor: 7 });
    await page.evaluate(
      (negatives) => {
        window.replies.changes = { estimating: true, flagged: 0, negatives };
      },
      [unestimated],
    );
    const card = cards(page).first();
    await card.focus();
    await page.keyboard.press('Enter');
    const words = 'probability of a false negative is being estimated';
    await page.getByRole('option', { name: words }).waitFor();
    expect(await cards(page).count()).toBe(1);
    expect(await card.innerText()).not.toContain('NaN');
    expect(await page.locator('.inspector').innerText()).not.toContain('NaN');
    expect(await page.locator('.list-heading').innerText()).toContain('0 % estimated');
    expect(await page.locator('.anchor-facts').innerText()).toMatch(/Flagged\s+estimating/);
    expect(await page.locator('.pair-box').innerText()).toMatch(/P\(false\)\s+estimating/);
    await page.evaluate(() => {
      const { connection } = window.fakeHost;
      connection.send('estimating', { epoch: 22, done: 4, total: 5 });
      connection.send('estimating', { epoch: 24, done: 2, total: 5 });
    });
    await page.getByText('40 % estimated').waitFor();
    const bar = card.locator('.probability-estimating span');
    expect(await bar.getAttribute('style')).toContain('40%');
    await page.evaluate(
      (negatives) => {
        window.replies.changes = { negatives };
        for (const epoch of [22, 24]) window.fakeHost.connection.send('estimated', { epoch });
      },
      [pulled],
    );
    await expect.poll(() => page.locator('.pair-box').innerText()).toContain('0.91, 0.85–1.00');
    expect(await page.locator('.list-heading').innerText()).toContain('flag from 0.80');
    expect(await rankOf(page)).toBe(1);
    expect(await timesAsked(page, 'anchor')).toBe(3);
    await page.close();
  });

  it.each<[string, string, string | undefined]>([
    ['fail', 'Two samples are too few.', 'Two samples are too few.'],
    ['are lost with their process', 'the process that reads the run ended', undefined],
  ])('keeps the ranks where probabilities %s, and asks again', async (_, sentence, failure) => {
    const page = await open({ anchor: 7 });
    await page.evaluate(
      (negatives) => {
        window.replies.changes = { estimating: true, flagged: 0, negatives };
      },
      [unestimated],
    );
    await cards(page).first().focus();
    await page.keyboard.press('Enter');
    await page.evaluate(() => {
      window.fakeHost.connection.send('estimating', { epoch: 24, done: 2, total: 5 });
    });
    await page.getByText('40 % estimated').waitFor();
    await page.evaluate((said) => {
      window.replies.failure = said;
      if (said === undefined) window.fakeHost.connection.send('readerLost', {});
      else window.fakeHost.connection.send('estimated', { epoch: 24 });
    }, failure);
    const alert = page.locator('.inspector [role=alert]');
    await expect.poll(() => alert.innerText()).toContain(sentence);
    const words = 'probability of a false negative is not known';
    const card = page.getByRole('option', { name: words });
    await expect.poll(() => card.innerText()).toMatch(/not known\s+–$/);
    const bar = card.locator('.probability-estimating span');
    expect(await bar.getAttribute('style')).toContain('0%');
    expect(await page.locator('.inspector').innerText()).not.toMatch(
      /being estimated|estimating|NaN/,
    );
    await page.evaluate(
      (negatives) => {
        window.replies.failure = undefined;
        window.replies.changes = { negatives };
      },
      [pulled],
    );
    await alert.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(() => page.locator('.pair-box').innerText()).toContain('0.91, 0.85–1.00');
    expect(await alert.count()).toBe(0);
    await page.close();
  });

  it('explains on focus that a probability is provisional', async () => {
    const page = await open({ anchor: 7 });
    const mark = page.getByRole('button', { name: 'provisional' });
    const tip = page.getByRole('tooltip');
    expect(await tip.isVisible()).toBe(false);
    await mark.focus();
    expect(await tip.isVisible()).toBe(true);
    expect(await mark.getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'));
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.close();
  });

  it('says it where a search fails, and shows the log', async () => {
    const failure = 'The vectors of epoch 24 are cut short.';
    const page = await open({ anchor: 7, replies: { failure } });
    const alert = page.locator('.inspector [role=alert]');
    await expect.poll(() => alert.innerText()).toContain(failure);
    await alert.getByRole('button', { name: 'Show Log' }).click();
    await expect.poll(() => timesAsked(page, 'showLog')).toBe(1);
    expect(await anchorName(page).innerText()).toBe('train/00007.png');
    await page.evaluate(() => (window.replies.failure = undefined));
    await alert.getByRole('button', { name: 'Try Again' }).click();
    await expect.poll(() => cards(page).count()).toBe(20);
    await page.close();
  });

  it('keeps the ranks where the picture cannot be read or no views were stored', async () => {
    const page = await open({
      anchor: 7,
      replies: { unreadable: [7], withoutViews: true },
    });
    await page.locator('.anchor-portrait .picture-unreadable').waitFor();
    const text = await page.locator('.inspector-scroll').innerText();
    expect(text).toContain('its negatives are still exact');
    expect(text).toMatch(/Nearer than its views\s+not stored/);
    expect(await page.locator('.strip-views').count()).toBe(0);
    expect(await cards(page).count()).toBe(20);
    await page.close();
  });

  it('draws the values of samples that are vectors', async () => {
    const page = await open({ anchor: 7 }, { search: { ...SAMPLES, kind: 'vector' } });
    const drawing = page.locator('.anchor-portrait').getByRole('img', { name: '8 values' });
    await drawing.waitFor();
    expect(await drawing.locator('.vector-bars').getAttribute('d')).toMatch(/^M0\.15 1h/);
    expect(await page.locator('.views').count()).toBe(0);
    await page.close();
  });

  it('asks how good flags are once for each epoch', async () => {
    const page = await open({ anchor: 7 });
    const line = page.locator('.flag-quality');
    await expect.poll(() => line.innerText()).toContain('86 % of 412 flagged have the same label');
    await cards(page).first().focus();
    const before = await anchorName(page).innerText();
    await page.keyboard.press('Enter');
    await expect.poll(() => anchorName(page).innerText()).not.toBe(before);
    await line.waitFor();
    expect(await timesAsked(page, 'quality')).toBe(1);
    await page.close();
  });

  it('speaks the reasons of the pair the walk rests on', async () => {
    const page = await open({ anchor: 7 });
    const { negatives } = await lastReport(page);
    await cards(page).first().focus();
    await page.keyboard.press('ArrowRight');
    const sentences = negatives[1].reasons.map(({ sentence }) => sentence).join('. ');
    await expect.poll(() => page.locator('[role=status]').innerText()).toContain(sentences);
    await page.close();
  });

  it('says what to do while there is no anchor', async () => {
    const page = await open({});
    expect(await page.locator('.inspector').innerText()).toContain('Choose an anchor');
    expect(await page.locator('.pair-box').count()).toBe(0);
    await page.close();
  });

  it.each([
    [340, 2],
    [380, 2],
    [430, 2],
    [479, 2],
    [480, 4],
    [560, 5],
  ])('at %i pixels has %i cards a row, and its facts are whole', async (width, columns) => {
    const changes = { nearestLabels: { 0: 9, 1: 6, 4: 5 } };
    const page = await open({ anchor: 7, replies: { changes } }, { width });
    const tops = () =>
      cards(page).evaluateAll((all) => all.map((card) => (card as HTMLElement).offsetTop));
    await expect
      .poll(async () => (await tops()).filter((top, _, [first]) => top === first).length)
      .toBe(columns);
    const cut = await page
      .locator('.anchor-fact:visible .anchor-values > :first-child')
      .evaluateAll((values) =>
        values.flatMap((value) => {
          const { right } = value.getBoundingClientRect();
          const room = value.closest('dd')!.getBoundingClientRect();
          return right > room.right + 0.5 ? [value.textContent] : [];
        }),
      );
    expect(cut).toEqual([]);
    await page.close();
  });

  const forms = [
    { form: 'wide', width: 1440 },
    { form: 'narrow', width: 770 },
    { form: 'very narrow', width: 380 },
  ];
  describe.each(themes)('%s', (theme) => {
    it.each(forms)('has no fault that axe finds, $form', async ({ width }) => {
      const page = await open({ anchor: 7, rank: 2 }, { theme, width });
      await page.locator('.flag-quality').waitFor();
      expect(await faults(page)).toEqual([]);
      await page.close();
    });
  });
});

/** As long as its probability is not known. */
const unestimated: AnchorReport['negatives'][number] = {
  index: 12,
  rank: 1,
  cosine: -0.25,
  weight: 1234,
  gradientShare: -0.005,
  flagged: false,
  reasons: [
    { speaks: 'for', sentence: 'They share 13 neighbours' },
    { speaks: 'against', sentence: 'Labels differ' },
    { speaks: 'neither', sentence: 'It was seen once' },
  ],
};
const pulled: AnchorReport['negatives'][number] = {
  ...{ ...unestimated, flagged: true },
  ...{ probability: 0.91, band: [0.85, 1.04] },
};

async function faults(page: OpenView): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: tester } = window as unknown as {
      axe: {
        run(where: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await tester.run('.inspector');
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
