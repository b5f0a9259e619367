// A window of VS Code on a folder, as a person drives it: the command palette, tabs, webviews.
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { until, type Patience } from './until';
import { writtenState } from './written-state';

export interface WindowOptions {
  readonly url: string;
  /** The folder that is opened; none for an empty window. */
  readonly folder?: string;
  /** Keys and values for the workbench, such as `extensionDevelopmentPath`. */
  readonly payload?: readonly (readonly [string, string])[];
}

/** Of a view by its bundle's name, in the page of a webview. */
export type ViewName = 'run-panel' | 'dashboard' | 'comparison';

/** Milliseconds for what a person would see within seconds: some machines are slow. */
const PATIENCE = 90_000;

export class Workbench {
  /** Errors on the console that the extension or a view of it caused; VS Code has some of its own. */
  readonly problems: string[] = [];

  private constructor(readonly page: Page) {
    page.on('console', (message) => {
      const said = `${message.text()} ${message.location().url}`;
      if (message.type() === 'error' && isOurs(said)) this.problems.push(said);
    });
    page.on('pageerror', ({ stack, message }) => {
      if (isOurs(stack ?? message)) this.problems.push(stack ?? message);
    });
  }

  /** Resolves when the window can be used. */
  static async open(context: BrowserContext, options: WindowOptions): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const workbench = new Workbench(page);
    const address = new URL(options.url);
    if (options.folder === undefined) address.searchParams.set('ew', 'true');
    else address.searchParams.set('folder', options.folder);
    if (options.payload) address.searchParams.set('payload', JSON.stringify(options.payload));
    await page.goto(address.href);
    await workbench.ready();
    return workbench;
  }

  /** `kept`: what the state of the window must hold by then. */
  async reload(kept: RegExp): Promise<void> {
    await until(`the window to write down ${kept.source}`, async () =>
      kept.test(await this.page.evaluate<string>(writtenState)),
    );
    await this.page.reload();
    await this.ready();
  }

  /** Opens a file of the workspace by its name, in the active group. */
  async openFile(name: string): Promise<void> {
    const { page } = this;
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input').fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Chooses in a list that VS Code shows, once it is there. */
  async pick(text: string): Promise<void> {
    const list = this.page.locator('.quick-input-widget');
    await list.locator('.monaco-list-row', { hasText: text }).first().waitFor();
    await list.locator('input.input').fill(text);
    await list.locator('.monaco-list-row.focused', { hasText: text }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /**
   * Runs a command from the palette by its whole title, `Category: Title`. The moment of it, by the
   * wall clock.
   */
  async command(title: string): Promise<number> {
    const { page } = this;
    const palette = page.locator('.quick-input-widget');
    // A palette that is open does not see commands that come later: it is opened anew.
    await until(`the command “${title}” in the palette`, async () => {
      await page.keyboard.press('F1');
      await palette.locator('input.input').fill(`>${title}`, { timeout: 10_000 });
      const named = exactly(title);
      const row = palette.locator('.monaco-list-row', {
        has: page.locator('.label-name').filter({ hasText: named }),
      });
      if (await succeeds(row.waitFor({ timeout: 5000 }))) {
        // What resembles it more, in the palette's eyes, stands above.
        while (!(await row.and(page.locator('.focused')).isVisible()))
          await page.keyboard.press('ArrowDown');
        return true;
      }
      await page.keyboard.press('Escape');
      return false;
    });
    const now = Date.now();
    await page.keyboard.press('Enter');
    return now;
  }

  /** The dashboard in the side bar, with the runs of the folder. */
  async dashboard(): Promise<Frame> {
    await this.page.getByRole('tab', { name: 'Negative Space' }).first().click();
    const frame = await this.view('dashboard');
    await frame.getByRole('tree').waitFor();
    return frame;
  }

  /** The innermost frame of the view; waits until its page is there. */
  view(name: ViewName, patience: Patience = {}): Promise<Frame> {
    const script = `script[src*="/${name}.js"]`;
    const look = async (): Promise<Frame | undefined> => {
      for (const frame of this.page.frames().filter(isViewFrame))
        if ((await frame.locator(script).count()) > 0) return frame;
      return undefined;
    };
    return until(`the view ${name}`, look, patience);
  }

  /** On screen, whose sentence holds the text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  /** Milliseconds that VS Code counts for loading and activating the extension, once it is active. */
  async activationTime(): Promise<number> {
    await this.command('Developer: Show Running Extensions');
    const row = this.page.locator('.runtime-extensions-editor .monaco-list-row', {
      hasText: 'Negative Space',
    });
    return until('the time of activation', async () => {
      const said = /Activation: (\d+)ms/.exec((await row.textContent()) ?? '')?.[1];
      return said === undefined ? undefined : Number(said);
    });
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.part.statusbar').waitFor();
  }
}

/** A webview is a frame in a frame; the inner one holds the view’s page. */
const isViewFrame = (frame: Frame): boolean => frame.url().includes('/fake.html');

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

const exactly = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** Policies of security bind the views; a bundle or the extension's name says whose an error is. */
const isOurs = (said: string): boolean =>
  /negative-?space|Content Security Policy|\/dist\/[\w-]+\.(js|css)/i.test(said);
