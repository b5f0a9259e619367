import { appendFileSync, existsSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricsRow } from '../../../src/engine/runs/metrics-log';
import { openRun } from '../../../src/engine/runs/run-folder';
import { builtProgram, ending, heard, jsonLines, writeClouds } from './built-program';

const program = builtProgram();
const epochs = 15;
/** Steps heavy enough that a signal meets the training under way. */
const heavy = [
  ...['--set', 'encoder.widths=[512, 512]', '--set', `train.epochs=${epochs}`],
  ...['--set', 'train.batch_size=32', '--set', 'evaluate.every=0'],
];
let whole: MetricsRow[];

beforeAll(async () => {
  const result = await program.result('train', writeClouds(program.at('whole')), ...heavy);
  whole = await rowsOf(String(result.run));
});

/** Without the one figure that is no function of the seed. */
async function rowsOf(run: string): Promise<MetricsRow[]> {
  const rows = await (await openRun(run)).metrics();
  return rows.map((row) => ({ ...row, samples_per_second: 0 }));
}

/** Starts the same training elsewhere and sends a signal in its third epoch. */
async function interrupted(name: string, signal: NodeJS.Signals) {
  const config = writeClouds(program.at(name));
  const child = program.start('train', config, ...heavy, '--json');
  const ended = ending(child);
  await heard(child, 'epoch', 2);
  child.kill(signal);
  return { config, ...(await ended) };
}

describe('a training that is interrupted', () => {
  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s stops with a checkpoint and goes on as if nothing was',
    async (signal, code) => {
      const { config, ...ended } = await interrupted(signal, signal);
      expect(ended.code).toBe(code);
      expect(jsonLines(ended.stdout).at(-1)).toMatchObject({ kind: 'result', outcome: 'stopped' });
      const [entry] = await program.objects('runs', signal);
      expect(entry.state).toBe('stopped');
      const path = String(entry.path);
      const stopped = await openRun(path);
      expect(await stopped.latestCheckpoint()).toBeDefined();
      expect((await stopped.metrics()).length).toBeLessThan(epochs);

      expect(await program.result('train', config, '--resume')).toMatchObject({ run: path });
      expect(await rowsOf(path)).toEqual(whole);
      const { best, state } = await (await openRun(path)).record();
      expect(state).toBe('finished');
      const lowest = Math.min(...whole.map(({ loss }) => loss));
      expect(best.loss.value).toBe(lowest);
    },
  );

  it('by a kill goes on from its newest checkpoint', async () => {
    const { config, code } = await interrupted('killed', 'SIGKILL');
    expect(code).toBeNull();
    const [entry] = await program.objects('runs', 'killed');
    expect(entry.state).toBe('killed');
    await program.succeed('train', config, '--resume', String(entry.id));
    expect(await rowsOf(String(entry.path))).toEqual(whole);
    expect(existsSync(join(String(entry.path), 'encoder.onnx'))).toBe(true);
  });

  it('is not joined by a second one', async () => {
    const config = writeClouds(program.at('twice'));
    const first = program.start('train', config, ...heavy, '--epochs', '100000', '--json');
    const ended = ending(first);
    await heard(first, 'epoch', 1);
    const second = await program.run('train', config, '--resume');
    expect(second.stderr).toMatch(
      /this run is being written by process \d+: wait for it or stop it/,
    );
    expect(second.code).toBe(2);
    first.kill('SIGKILL');
    await ended;
  });
});

describe('a finished run', () => {
  it('is trained further when more epochs are asked for, and remembers it', async () => {
    const config = writeClouds(program.at('further'));
    const { run, id } = await program.result('train', config, '--set', 'optimizer.lr=0.002');
    const refused = await program.run('train', config, '--resume', String(id));
    expect(refused.stderr).toMatch(/is finished after 3 epochs: ask for more with --epochs/);
    await program.succeed('train', config, '--resume', String(id), '--epochs', '5');
    expect((await rowsOf(String(run))).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    const resolved = readFileSync(join(String(run), 'resolved.yaml'), 'utf8');
    expect(resolved).toMatch(/lr: 0.002[^]*epochs: 5/);
    const less = await program.run('train', config, '--resume', String(id), '--epochs', '4');
    expect(less.stderr).toMatch(/has done 5 epochs already/);
  });
});

describe('a run that goes on', () => {
  it('says that the config was edited, and that the data was touched', async () => {
    const config = writeClouds(program.at('edited'));
    const { id } = await program.result('train', config, '--epochs', '1');
    const goOn = (epochs: string) =>
      program.run('train', config, '--resume', String(id), '--epochs', epochs);
    expect((await goOn('2')).stderr).toBe('');
    appendFileSync(config, 'objective: { temperature: 0.3 }\n');
    utimesSync(program.at('edited', 'points.npy'), 1, 1);
    const { code, stderr } = await goOn('3');
    expect(code).toBe(0);
    expect(stderr).toMatch(/clouds.contrast.yaml is not as it was .* settings it began with/);
    expect(stderr).toMatch(/training data's files are not as they were .*time of change/);
    expect((await goOn('3')).stderr).toMatch(/^run .* is finished after 3 epochs.*\n$/);
  });

  it('says that it begins again where there is no checkpoint', async () => {
    const config = writeClouds(program.at('early'), '');
    const child = program.start(
      'train',
      config,
      ...heavy,
      '--set',
      'train.checkpoint_every=99',
      '--json',
    );
    const ended = ending(child);
    await heard(child, 'epoch', 1);
    child.kill('SIGKILL');
    await ended;
    const { code, stderr } = await program.run('train', config, '--resume');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'warning: this run has no checkpoint yet: it begins again with its first epoch\n',
    });
  });
});
