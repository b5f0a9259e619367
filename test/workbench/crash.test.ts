// A training whose process dies: said once, with the way on, and nothing is lost.
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engineProcesses } from './engine-processes';
import { RunPanel } from './run-panel';
import { CONFIG, sampleFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import type { Workbench } from './window';

describe.skipIf(noWindow)(`a training that is killed${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;
  let panel: RunPanel;

  beforeAll(async () => {
    session = await openSession();
    window = await session.open({
      folder: await sampleFolder(session.scratch, { epochs: 10_000 }),
    });
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('is told once, and the run is shown as killed', async () => {
    await window.openFile(CONFIG);
    await window.command('Negative Space: Train Encoder');
    panel = await RunPanel.of(window);
    await panel.mapOfEpoch(1);
    const [training] = ofTraining();
    process.kill(training.pid, 'SIGKILL');
    await window.notification('ended unexpectedly').waitFor();
    await panel.untilState('Interrupted');
    expect(await window.notification('').count()).toBe(1);
  });

  it('goes on by one click, in one process', async () => {
    await window.page.getByRole('button', { name: 'Resume', exact: true }).first().click();
    await panel.untilState('Training');
    expect(ofTraining()).toHaveLength(1);
  });

  it('goes on when its panel is closed, and is found by opening it again', async () => {
    await window.command('View: Close All Editors');
    await window.command('Negative Space: Open Run');
    panel = await RunPanel.of(window);
    await panel.untilState('Training');
    expect(ofTraining()).toHaveLength(1);
  });

  const ofTraining = () =>
    engineProcesses(session.server.pid).filter(({ program }) => program === 'train-process');
});
