// The run panel in little room: nothing is cut off, and a whole negative is seen without scrolling.
import { afterAll, describe, expect, it } from 'vitest';
import { openHarness } from './harness/harness';
import { openAt } from './inspector-page';

const harness = await openHarness();
afterAll(() => harness?.close());

const shapes = [
  { width: 302, height: 900 },
  { width: 400, height: 800 },
  { width: 765, height: 900 },
  { width: 765, height: 760 },
  { width: 1240, height: 800 },
];

describe.skipIf(!harness)('a panel in little room', () => {
  it.each(shapes)('of $width by $height holds tools, facts and a whole card', async (shape) => {
    const options = { ...shape, search: { samples: '500' } };
    const page = await openAt(harness!, { anchor: 7 }, options);
    const tools = page.getByRole('toolbar', { name: 'Map' }).getByRole('button');
    const right = shape.width - 1;
    for (const tool of await tools.all()) {
      const box = (await tool.boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(right);
    }
    for (const fact of await page.locator('.anchor-values').all())
      expect(await fact.evaluate(firstFits)).toBe(true);
    const scrolled = (await page.locator('.inspector-scroll').boundingBox())!;
    const card = (await page.locator('.negative').first().boundingBox())!;
    expect(card.y + card.height).toBeLessThanOrEqual(scrolled.y + scrolled.height);
    const flag = (await page.locator('.pair-flag').boundingBox())!;
    expect(flag.x + flag.width).toBeLessThanOrEqual(right);
    await page.close();
  });
});

/** What does not fit of the first value is said by an ellipsis, inside its place. */
function firstFits(values: Element): boolean {
  const [first] = values.children;
  const inside = first.getBoundingClientRect().right <= values.getBoundingClientRect().right + 0.5;
  return inside && getComputedStyle(first).textOverflow === 'ellipsis';
}
