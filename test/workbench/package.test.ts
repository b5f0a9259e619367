// The package as a person gets it: what is in it, and that it trains in a fresh window.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LARGEST, megabytes, packExtension, type Packed } from '../../tools/pack';
import { RunPanel } from './run-panel';
import { CONFIG, sampleFolder } from './sample-folder';
import { ARTEFACTS, noWindow, openSession, type Session } from './session';
import type { Workbench } from './window';

const run = promisify(execFile);

describe.skipIf(noWindow)(`the package${noWindow ? ` (${noWindow})` : ''}`, () => {
  let session: Session;
  let window: Workbench;
  let packed: Packed;

  beforeAll(async () => {
    session = await openSession({ extension: 'none' });
    packed = await packExtension(session.runtime, 'linux-x64', join(session.scratch, 'it.vsix'));
    process.stdout.write(`  linux-x64: ${megabytes(packed.bytes)}\n`);
  });
  afterAll(() => session.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => window.screenshot(join(ARTEFACTS, `failed ${task.name}.png`)));
  });

  it('holds what is named in package-files.txt and nothing else', async () => {
    await expect(`${packed.entries.join('\n')}\n`).toMatchFileSnapshot('package-files.txt');
    expect(packed.entries.length).toBeLessThan(70);
  });

  it('is light enough, and packed without a warning', () => {
    expect(packed.bytes).toBeLessThan(LARGEST);
    expect(packed.output).not.toMatch(/warning/i);
  });

  it('trains in a fresh window', async () => {
    const { node, codeServer } = session.runtime;
    const extensions = join(session.scratch, 'server', 'extensions');
    const data = join(session.scratch, 'server', 'data');
    mkdirSync(extensions, { recursive: true });
    await run(node, [
      ...[codeServer, '--config', join(session.scratch, 'server', 'config.yaml')],
      ...['--user-data-dir', data, '--extensions-dir', extensions],
      ...['--install-extension', packed.file, '--force'],
    ]);
    window = await session.open({ folder: await sampleFolder(session.scratch, { epochs: 3 }) });
    await window.openFile(CONFIG);
    await window.command('Negative Space: Train Encoder');
    const panel = await RunPanel.of(window);
    await panel.untilState('Finished');
    expect(await panel.mapOfEpoch(3)).toBe(3);
    expect(window.problems).toEqual([]);
  });
});
