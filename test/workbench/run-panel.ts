// The run panel as a person uses it: read by what stands there, by roles and names.
import type { Frame, Locator } from 'playwright-core';
import { until } from './until';
import type { Workbench } from './window';

export class RunPanel {
  private constructor(
    private readonly workbench: Workbench,
    readonly frame: Frame,
  ) {}

  /** Waits until a panel is there and has read its run. */
  static async of(workbench: Workbench): Promise<RunPanel> {
    const panel = new RunPanel(workbench, await workbench.view('run-panel'));
    await panel.frame.locator('h1').waitFor();
    return panel;
  }

  get map(): Locator {
    return this.frame.getByRole('application');
  }

  get negatives(): Locator {
    return this.frame.getByRole('listbox', { name: 'Hardest negatives' }).getByRole('option');
  }

  get anchorName(): Locator {
    return this.frame.getByRole('region', { name: 'Anchor' }).locator('h2').first();
  }

  /** Of the run, as its header says it: Training, Stopped … */
  state(): Promise<string> {
    return this.frame.locator('.run-words').innerText();
  }

  untilState(words: string): Promise<unknown> {
    return until(
      `the run panel to say “${words}”`,
      async () => (await this.state()).toLowerCase() === words.toLowerCase(),
    );
  }

  /** Epoch of the map on screen, once it is at least that. */
  mapOfEpoch(least: number): Promise<number> {
    return until(`a map of epoch ${least} or later`, async () => {
      const foot = this.frame.locator('.map-foot');
      if ((await foot.count()) === 0) return undefined;
      const [, epoch] = /of epoch (\d+)/.exec(await foot.innerText()) ?? [];
      return Number(epoch) >= least ? Number(epoch) : undefined;
    });
  }

  /** The points as they are drawn. */
  drawing(): Promise<Buffer> {
    return this.map.locator('canvas').first().screenshot();
  }

  /** Clicks a point of the map: where the hand says that one is under it. */
  async clickPoint({ after = 0 } = {}): Promise<void> {
    const { page } = this.workbench;
    const box = (await this.map.boundingBox())!;
    let met = 0;
    for (const [across, down] of spots(24)) {
      await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
      const isOnPoint = (await this.map.getAttribute('style'))?.includes('pointer') === true;
      if (isOnPoint && met++ >= after) {
        await page.mouse.down();
        await page.mouse.up();
        return;
      }
    }
    throw new Error('The hand found no point on the map.');
  }

  /** Waits until cards of negatives are there, with their ranks. */
  async untilNegatives(): Promise<number> {
    return until(
      'the hardest negatives of the anchor',
      async () => (await this.negatives.count()) || undefined,
    );
  }
}

/** Shares of width and height, from the middle outwards. */
function spots(side: number): (readonly [number, number])[] {
  const all = Array.from({ length: side * side }, (_, i) => {
    const across = ((i % side) + 0.5) / side;
    const down = (Math.floor(i / side) + 0.5) / side;
    return [across, down] as const;
  });
  const distance = ([x, y]: readonly [number, number]): number => Math.hypot(x - 0.5, y - 0.5);
  return all.sort((a, b) => distance(a) - distance(b));
}
