// What a run had otherwise than its config file says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import { resolvedYaml } from '../../../src/engine/config/resolved-yaml';
import { InputError } from '../../../src/engine/input-error';
import { createRun } from '../../../src/engine/runs/run-folder';
import { otherSettings } from '../../../src/engine/view/other-settings';

const folder = mkdtempSync(join(tmpdir(), 'negative-space-settings-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const FILE = `name: leaves
data: { train: images }
encoder: { name: conv, widths: [32, 64], batch_norm: true }
train: { epochs: 25, seed: 1 }
`;

async function begun(text: string, overrides: readonly string[], resolved?: string) {
  const config = parseConfig(FILE, 'leaves.contrast.yaml', overrides);
  const run = await createRun(folder, {
    name: 'leaves',
    configFile: join(folder, 'leaves.contrast.yaml'),
    configBytes: new TextEncoder().encode(text),
    resolved: resolved ?? resolvedYaml(config),
    record: { seed: 1, versions: {} },
    now: new Date(),
  });
  await run.close();
  return run;
}

describe('settings over the file', () => {
  it('are none where the file alone ran', async () => {
    expect(await otherSettings(await begun(FILE, []))).toEqual([]);
  });

  it('are told with what ran and what the file says, in the order of a config', async () => {
    const run = await begun(FILE, ['train.epochs=8', 'encoder.widths=[16, 32]', 'name=other']);
    expect(await otherSettings(run)).toEqual([
      { setting: 'encoder.widths', ran: '[ 16, 32 ]', written: '[ 32, 64 ]' },
      { setting: 'train.epochs', ran: '8', written: '25' },
    ]);
  });

  it('are told where the file has no such setting', async () => {
    const run = await begun(FILE, ['train.batch_size=64', 'train.chunk_size=32']);
    const settings = await otherSettings(run);
    expect(settings).toContainEqual({ setting: 'train.chunk_size', ran: '32' });
  });

  it('are none of those that came after the run, whose copy of its config lacks them', async () => {
    const full = resolvedYaml(parseConfig(FILE, 'leaves.contrast.yaml'));
    const older = full.replace(/^ {2}blur_sigma:\n( {4}- .*\n)+/m, '');
    expect(older).not.toBe(full);
    expect(await otherSettings(await begun(FILE, [], older))).toEqual([]);
  });

  it('are not told where the file alone could not run', async () => {
    const run = await begun('data: { train: images }\ntrain: { epochs: many }\n', []);
    expect(await otherSettings(run)).toEqual([]);
  });

  it('are refused where the run’s copy is damaged', async () => {
    const run = await begun(FILE, [], 'train: [');
    await expect(otherSettings(run)).rejects.toThrow(InputError);
  });
});
