// A person sets TensorFlow up from the palette, trains with it and removes it. The package index is on
// this machine, and its wheel holds the real libraries, so that nothing is downloaded twice.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultEdition } from '../../src/engine/setup/edition';
import { mayBeMissing } from '../missing';
import { SET_UP_TIMEOUT, tensorFlowForTests } from '../tensorflow';
import { FakeIndex } from '../unit/setup/fake-index';
import { cpuWheel, type FakeWheel } from '../unit/setup/fake-wheel';
import { engineProcesses } from './engine-processes';
import { RunPanel } from './run-panel';
import { CONFIG, sampleFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import { until } from './until';
import type { Workbench } from './window';

const installation = noWindow === undefined ? await tensorFlowForTests() : undefined;
const reason =
  noWindow ??
  (installation ? undefined : 'there is no TensorFlow') ??
  mayBeMissing(
    defaultEdition().variant === 'gpu' ? 'TensorFlow would be set up for CUDA here' : undefined,
  );

describe.skipIf(reason)(`setting TensorFlow up${reason ? ` (${reason})` : ''}`, () => {
  let index: FakeIndex;
  let session: Session;
  let folder: string;
  let window: Workbench;

  beforeAll(async () => {
    index = await new FakeIndex([realWheel(installation!.folder)]).start();
    session = await openSession({
      environment: (server) => ({
        // For pip, where the machine has one, and for the product's own download.
        PIP_INDEX_URL: index.url,
        NEGATIVE_SPACE_RUNTIMES: join(server, 'runtimes'),
      }),
    });
    folder = await sampleFolder(session.scratch, { epochs: 3 });
    const config = join(folder, CONFIG);
    const text = readFileSync(config, 'utf8').replace(
      'train: { ',
      'train: { runtime: tensorflow, ',
    );
    writeFileSync(config, text);
    window = await session.open({ folder });
  }, SET_UP_TIMEOUT);
  afterAll(async () => {
    await session.close();
    await index.stop();
  });
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('shows how much has come, of how much, and how long it will take', async () => {
    index.faults.stalls = true;
    await window.command('Negative Space: Set Up TensorFlow');
    const size = /downloading tensorflow-cpu.*, \d+\sMB \/ \d+\sMB, \d+ s left/;
    await window.notification(size).waitFor();
    await window.screenshot(join(ARTEFACTS, 'set-up progress.png'));
  });

  it('is cancelled by a button, says so, and leaves nothing behind', async () => {
    expect(left()).not.toEqual([]);
    await window.notification('Setting up').getByRole('button', { name: 'Cancel' }).click();
    await said(/^Cancelled: nothing of the set-up is left\.$/);
    await window.screenshot(join(ARTEFACTS, 'set-up cancelled.png'));
    expect(left()).toEqual([]);
    await until('the errand’s process to end', () => errands().length === 0);
  });

  it('says at the end what there is now and how it is taken', async () => {
    index.faults.stalls = false;
    await window.command('Negative Space: Set Up TensorFlow');
    await said(
      /^TensorFlow 2\.20\.0 is set up and works on the processor: \d+\sMB in .*\. Take it/,
    );
    await window.screenshot(join(ARTEFACTS, 'set-up done.png'));
    expect(left()).toEqual(['2.20.0-cpu']);
  });

  it('shows in the check of the hardware, a button away', async () => {
    await window.notification('is set up').getByRole('button', { name: 'Check Hardware' }).click();
    const log = window.page.locator('.output-view .view-lines');
    await log.locator('.view-line', { hasText: /tensorflow\s+yes/ }).waitFor();
  });

  it('trains with it', async () => {
    await window.openFile(CONFIG);
    await window.command('Negative Space: Train Encoder');
    const panel = await RunPanel.of(window);
    await panel.untilState('Finished');
    expect(await panel.mapOfEpoch(3)).toBe(3);
    const runs = join(folder, '.negative-space', 'runs');
    const record = readFileSync(join(runs, readdirSync(runs)[0], 'run.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({ state: 'finished', runtime: 'tensorflow' });
  });

  it('is removed, with what it took', async () => {
    await window.command('Negative Space: Remove TensorFlow');
    await said(/^TensorFlow was removed: \d+\sMB are free again\.$/);
    expect(left()).toEqual([]);
  });

  it('is refused at once in a sentence where the index cannot be reached', async () => {
    await index.stop();
    await window.command('Negative Space: Set Up TensorFlow');
    await said(/^(pip cannot reach its|the) package index .*: go online/);
    await window.screenshot(join(ARTEFACTS, 'set-up offline.png'));
    expect(window.problems).toEqual([]);
  });

  const said = (sentence: RegExp): Promise<void> =>
    messages().filter({ hasText: sentence }).waitFor({ timeout: 240_000 });
  const messages = (): Locator => window.page.locator('.notification-list-item-message');

  /** What lies where TensorFlow is set up. */
  function left(): readonly string[] {
    const runtimes = join(session.scratch, 'server', 'runtimes', 'tensorflow');
    return existsSync(runtimes) ? readdirSync(runtimes) : [];
  }

  const errands = (): readonly unknown[] =>
    engineProcesses(session.server.pid).filter(({ program }) => program === 'errand-process');
});

/** The wheel of an installation’s libraries. */
function realWheel(folder: string): FakeWheel {
  const names = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
  const files = names.map((name) => [
    `tensorflow/${name}`,
    readFileSync(join(folder, 'lib', name)),
  ]);
  return cpuWheel({ files: Object.fromEntries(files) as Record<string, Uint8Array> });
}
