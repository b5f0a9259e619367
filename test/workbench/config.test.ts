// A config in the editor, as a person writes it: what is wrong is marked and mended, what is asked
// is explained.
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONFIG, sampleFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

describe.skipIf(noWindow)(`a config in the editor${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;

  beforeAll(async () => {
    session = await openSession();
    window = await session.open({ folder: await sampleFolder(session.scratch) });
    await window.openFile(CONFIG);
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('has its commands above the first line', async () => {
    await window.page.locator('.codelens-decoration', { hasText: 'Train' }).waitFor();
  });

  it('is without a problem, until a setting is misspelt', async () => {
    expect(await errors().count()).toBe(0);
    await typeAtEnd('trian: { epochs: 3 }');
    await errors().first().waitFor();
    await window.command('Problems: Focus on Problems View');
    const problem = window.page.locator('.markers-panel .monaco-list-row', { hasText: 'trian' });
    await problem.last().waitFor();
    expect(await problem.last().innerText()).toMatch(/unknown setting.*train/i);
  });

  it('is not trained while it has one, and the place is shown', async () => {
    await window.command('Negative Space: Train Encoder');
    await window.notification(/line \d+: unknown setting/).waitFor();
    await window.command('Notifications: Clear All Notifications');
  });

  it('is mended by a quick fix', async () => {
    await typeAtEnd('evaluat: { every: 2 }');
    await until('the second problem', async () => (await errors().count()) >= 2);
    await window.page.keyboard.press('Home');
    await window.page.keyboard.press('Control+.');
    const fix = window.page.locator('.action-widget .monaco-list-row.focused');
    await fix.filter({ hasText: 'Change to evaluate' }).waitFor();
    await window.page.keyboard.press('Enter');
    await until(
      'the word to be mended',
      async () => !(await lines().innerText()).includes('evaluat:'),
    );
  });

  it('offers settings and explains them', async () => {
    await lines().click();
    await window.page.keyboard.press('Control+A');
    await window.page.keyboard.press('Delete');
    await window.page.keyboard.type('objec');
    await window.page.keyboard.press('Control+Space');
    const offered = window.page.locator('.suggest-widget .monaco-list-row', {
      hasText: 'objective',
    });
    await offered.and(window.page.locator('.focused')).waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Home');
    await window.page.keyboard.press('Control+K');
    await window.page.keyboard.press('Control+I');
    await window.page
      .locator('.monaco-hover', { hasText: /loss|objective/ })
      .first()
      .waitFor();
  });

  it('wrote nothing to the console that is an error', () => {
    expect(window.problems).toEqual([]);
  });

  const lines = () => window.page.locator('.monaco-editor .view-lines');
  const errors = () => window.page.locator('.monaco-editor .squiggly-error');

  async function typeAtEnd(line: string): Promise<void> {
    await lines().click();
    await window.page.keyboard.press('Control+End');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type(line);
    await window.page.keyboard.press('Escape');
  }
});
