// What becomes of the engine's processes when those that started them are killed: they end by
// themselves, and a training saves itself first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  engineProcesses,
  isExtensionHost,
  isRunning,
  serverProcesses,
  type EngineProcess,
} from './engine-processes';
import { RunPanel } from './run-panel';
import { CONFIG, sampleFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

describe.skipIf(noWindow)(`a window that is killed${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let folder: string;
  let window: Workbench;

  beforeAll(async () => {
    session = await openSession();
    folder = await sampleFolder(session.scratch, { epochs: 10_000 });
  });
  afterAll(() => session.close());
  beforeEach(async ({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
    window = await session.open({ folder });
  });

  it('leaves no process of the engine when its extension host dies', async () => {
    await window.openFile(CONFIG);
    await window.command('Negative Space: Train Encoder');
    await inspect();
    const errand = await stopErrand();
    const running = engineProcesses(session.server.pid);
    const programs = running.map(({ program }) => program).sort();
    // One that reads the run, and its own that estimates.
    const reading = ['view-process', 'view-process'];
    expect(programs).toEqual(['errand-process', 'train-process', ...reading]);
    const hosts = serverProcesses(session.server.pid).filter(isExtensionHost);
    // A child that it has just made looks as itself for a moment.
    expect(hosts).not.toEqual([]);
    killAll(hosts);
    process.kill(errand.pid, 'SIGCONT');
    await untilEnded(running);
    expect(runStates()).toEqual(['stopped']);
    await window.page.close();
  });

  it('leaves none when the whole server dies', async () => {
    // There is only one run, whether the window has its panel again or not.
    await window.command('Negative Space: Resume Run');
    await inspect();
    const running = engineProcesses(session.server.pid);
    expect(running.map(({ program }) => program)).toContain('train-process');
    killAll(serverProcesses(session.server.pid));
    await untilEnded(running);
    expect(runStates()).toEqual(['stopped']);
  });

  /** Until a process reads the run and another one estimates. */
  async function inspect(): Promise<void> {
    const panel = await RunPanel.of(window);
    await panel.untilState('Training');
    await panel.mapOfEpoch(1);
    await panel.clickPoint();
    await panel.untilNegatives();
    const isReading = ({ program }: EngineProcess): boolean => program === 'view-process';
    const processes = () => engineProcesses(session.server.pid);
    await until('two processes that read', () => processes().filter(isReading).length === 2);
  }

  /** An errand that cannot end before it is let go on. */
  async function stopErrand(): Promise<EngineProcess> {
    await window.command('Negative Space: Check Hardware');
    const errand = await until(
      'the errand',
      () => engineProcesses(session.server.pid).find(({ program }) => program === 'errand-process'),
      { poll: 5 },
    );
    process.kill(errand.pid, 'SIGSTOP');
    return errand;
  }

  const untilEnded = (running: readonly EngineProcess[]): Promise<unknown> =>
    until('the engine’s processes to end', () => !running.some(({ pid }) => isRunning(pid)));

  function runStates(): string[] {
    const runs = join(folder, '.negative-space', 'runs');
    return readdirSync(runs).map((name) => {
      const record = readFileSync(join(runs, name, 'run.json'), 'utf8');
      return (JSON.parse(record) as { state: string }).state;
    });
  }
});

function killAll(processes: readonly { readonly pid: number }[]): void {
  for (const { pid } of processes)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
}
