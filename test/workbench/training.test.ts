// A person trains, in a real window: from the palette to the map, an anchor, stop, reload and resume.
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engineProcesses, isRunning } from './engine-processes';
import { RunPanel } from './run-panel';
import { CONFIG, sampleFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

/** Enough that it is still training when it is told to stop, and at the end. */
const EPOCHS = 10_000;

describe.skipIf(noWindow)(`a training in a window${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;
  let panel: RunPanel;

  beforeAll(async () => {
    session = await openSession();
    const folder = await sampleFolder(session.scratch, { epochs: EPOCHS });
    window = await session.open({ folder });
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('begins from the palette, in a panel beside the config', async () => {
    await window.openFile(CONFIG);
    await window.command('Negative Space: Train Encoder');
    panel = await RunPanel.of(window);
    await panel.untilState('Training');
    expect(await window.page.locator('.editor-group-container').count()).toBe(2);
  });

  it('shows a map, which moves as epochs go', async () => {
    const first = await panel.mapOfEpoch(1);
    const drawn = await panel.drawing();
    await panel.mapOfEpoch(first + 1);
    await until('another drawing', async () => !(await panel.drawing()).equals(drawn));
  });

  it('shows the hardest negatives of a point that is clicked', async () => {
    await panel.clickPoint();
    expect(await panel.untilNegatives()).toBe(20);
    expect(await panel.negatives.first().innerText()).toMatch(/1/);
  });

  it('stops when it is told to', async () => {
    await window.command('Negative Space: Stop Run');
    await panel.untilState('Stopped');
    await until('the training process to end', () => processes('train-process').length === 0);
  });

  it('is found again after the window was reloaded, as it was left', async () => {
    const anchor = await panel.anchorName.innerText();
    await window.reload(/anchor\W+\d/);
    panel = await RunPanel.of(window);
    expect(await panel.state()).toBe('Stopped');
    await panel.untilNegatives();
    expect(await panel.anchorName.innerText()).toBe(anchor);
  });

  it('goes on when it is resumed', async () => {
    const before = await panel.mapOfEpoch(1);
    await window.command('Negative Space: Resume Run');
    await panel.untilState('Training');
    await panel.mapOfEpoch(before + 1);
  });

  it('leaves no process of the engine when the window is closed', async () => {
    const running = engineProcesses(session.server.pid);
    const programs = running.map(({ program }) => program);
    expect(programs).toEqual(expect.arrayContaining(['train-process', 'view-process']));
    await window.page.close();
    await session.server.stop();
    await until('the engine’s processes to end', () => !running.some(({ pid }) => isRunning(pid)));
  });

  it('wrote nothing to the console that is an error', () => {
    expect(window.problems).toEqual([]);
  });

  const processes = (program: string): readonly unknown[] =>
    engineProcesses(session.server.pid).filter((each) => each.program === program);
});
