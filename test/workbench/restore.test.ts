// The Config tab of a run: what ran is put back into a file that was changed, and into one that is gone.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunPanel } from './run-panel';
import { CONFIG, trainedFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

describe.skipIf(noWindow)(`a config that ran${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;
  let panel: RunPanel;
  let file: string;
  let ran: string;

  beforeAll(async () => {
    session = await openSession();
    const folder = await trainedFolder(session.scratch);
    file = join(folder, CONFIG);
    ran = readFileSync(file, 'utf8');
    writeFileSync(file, ran.replace('epochs: 5', 'epochs: 7'));
    window = await session.open({ folder });
    await window.command('Negative Space: Open Run');
    panel = await RunPanel.of(window);
    await panel.frame.getByRole('tab', { name: 'Config' }).click();
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('is put back over another one, once the person agrees', async () => {
    await panel.frame.getByText('1 line differs').waitFor();
    await restore();
    await panel.frame.getByText('Nothing differs').waitFor();
    await until('the file as it ran', () => readFileSync(file, 'utf8') === ran);
  });

  it('is put back where it is gone', async () => {
    rmSync(file);
    await panel.frame.getByText('The config file is gone').waitFor();
    await restore();
    await panel.frame.getByText('Nothing differs').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(ran);
  });

  it('wrote nothing to the console that is an error', () => {
    expect(window.problems).toEqual([]);
  });

  async function restore(): Promise<void> {
    await panel.frame.getByRole('button', { name: 'Restore' }).click();
    const dialog = window.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Restore' }).click();
  }
});
