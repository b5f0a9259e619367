import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import { readNpy } from '../../../src/engine/dataset/read-npy';
import { renameRun } from '../../../src/engine/runs/keep-runs';
import { openRun } from '../../../src/engine/runs/run-folder';
import { builtProgram, jsonLines, writeClouds, type JsonLine } from './built-program';

const program = builtProgram();
let config: string;
let training: JsonLine[];
let run: string;

beforeAll(async () => {
  config = writeClouds(program.at('clouds'));
  training = await program.objects('train', config);
  run = String(training.at(-1)?.run);
});

const kindsOf = (lines: readonly JsonLine[]): unknown[] => lines.map(({ kind }) => kind);

describe('negative-space train', () => {
  it('tells the run, steps, every epoch and the outcome as objects', async () => {
    expect(training[0]).toMatchObject({ kind: 'run', path: run });
    expect(kindsOf(training).filter((kind) => kind === 'epoch')).toHaveLength(3);
    expect(training.find(({ kind }) => kind === 'step')).toMatchObject({
      steps: 24,
      epochs: 3,
      samples_per_second: expect.any(Number) as number,
    });
    const rows = await (await openRun(run)).metrics();
    const told = training.filter(({ kind }) => kind === 'epoch').map(({ metrics }) => metrics);
    expect(told).toEqual(rows);
    expect(training.at(-1)).toMatchObject({ outcome: 'finished', figures: rows.at(-1) });
  });

  it('leaves a finished run beside the config, with its encoder and how it was made', async () => {
    expect(run.startsWith(program.at('clouds', '.negative-space', 'runs'))).toBe(true);
    expect(existsSync(join(run, 'encoder.onnx'))).toBe(true);
    expect(readFileSync(join(run, 'config.yaml'))).toEqual(readFileSync(config));
    const record = await (await openRun(run)).record();
    expect(record).toMatchObject({ state: 'finished', epochs_done: 3, runtime: 'cpu', seed: 1 });
    expect(record).toMatchObject({ other_runtimes: { tensorflow: 'cpu was asked for.' } });
    expect(Object.keys(record.versions)).toEqual(['negative-space', 'node', 'onnxruntime-node']);
    expect(record.dataset_fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it('tells people each epoch on a line, and where the run is', async () => {
    const folder = program.at('people');
    const text = await program.succeed('train', writeClouds(folder), '--epochs', '1');
    expect(text).toMatch(/^epoch 1\/1: loss \d.*, kNN \d+\.\d %, linear probe \d+\.\d %/m);
    expect(text).toMatch(/^finished after epoch 1: loss/m);
    expect(text).toMatch(/^run: people/m);
  });

  it('lets options win over --set, and --set over the config', async () => {
    const args = ['--set', 'train.epochs=9', '--set', 'train.seed=9', '--set', 'optimizer.lr=0.01'];
    const file = writeClouds(program.at('options'));
    const result = await program.result('train', file, ...args, '--epochs', '1', '--seed', '3');
    const text = readFileSync(join(String(result.run), 'resolved.yaml'), 'utf8');
    const { train, optimizer } = parseConfig(text, 'resolved.yaml');
    expect({ ...train, lr: optimizer.lr }).toMatchObject({ epochs: 1, seed: 3, lr: 0.01 });
  });

  it('finds a run by its config, though it was renamed', async () => {
    await renameRun(run, 'another name');
    try {
      await program.result('evaluate', config);
    } finally {
      await renameRun(run, 'clouds');
    }
  });

  it('makes no run of data that do not fill a batch', async () => {
    const file = writeClouds(program.at('few'));
    const { code, stderr } = await program.run('train', file, '--set', 'train.batch_size=1000');
    expect(code).toBe(2);
    expect(stderr).toContain('train.batch_size is 1000, but there are only 512');
    expect(await program.result('runs', 'few')).toEqual({ kind: 'result', runs: 0 });
  });
});

describe('negative-space evaluate', () => {
  it("repeats the training's last evaluation", async () => {
    const { figures, epoch } = await program.result('evaluate', config);
    const row = training.at(-1)?.figures as Record<string, number>;
    expect(epoch).toBe(3);
    expect(Object.keys(figures as object)).toContain('effective_rank');
    expect(row).toMatchObject(figures as object);
  });

  it('judges an earlier checkpoint', async () => {
    const rows = await (await openRun(run)).metrics();
    const { figures, epoch } = await program.result('evaluate', run, '--checkpoint', '2');
    expect(epoch).toBe(2);
    expect(rows[1]).toMatchObject(figures as object);
  });

  it('prints a figure a line for people', async () => {
    expect(await program.succeed('evaluate', config)).toMatch(/^knn_top1 +\d+\.\d %$/m);
  });
});

describe('negative-space embed', () => {
  const points = 'clouds/points.npy';

  it('gives what the training saved of its own data', async () => {
    const [out, names] = [program.at('z.npy'), program.at('z.tsv')];
    const result = await program.result('embed', config, points, '-o', out, '--names', names);
    expect(result).toMatchObject({ file: out, shape: [512, 32], epoch: 3 });
    expect(await readNpy(out)).toEqual(await readNpy(join(run, 'epochs/0003/embeddings.npy')));
    expect(readFileSync(names, 'utf8').split('\n').slice(0, 3)).toEqual(['name', '0', '1']);
  });

  it('embeds by the head of a run that is named by its folder', async () => {
    const out = program.at('head.npy');
    await program.succeed('embed', run, points, '-o', out, '--output', 'head');
    expect((await readNpy(out)).shape).toEqual([512, 8]);
  });
});

describe('negative-space runs', () => {
  it('lists the runs of a folder with their state and figures', async () => {
    const [entry, last] = await program.objects('runs', 'clouds');
    const { figures } = training.at(-1) as { figures: Record<string, number> };
    const { loss, knn_top1 } = figures;
    expect(entry).toMatchObject({ path: run, state: 'finished', epochs: 3, loss, knn_top1 });
    expect(last).toEqual({ kind: 'result', runs: 1 });
  });

  it('prints a table for people, and says where there is none', async () => {
    const [heading, row] = (await program.succeed('runs', 'clouds')).split('\n');
    expect(heading).toMatch(/^run +state +epochs +loss +kNN +probe +age$/);
    expect(row).toMatch(/-clouds +finished +3 +\d/);
    expect(await program.succeed('runs')).toMatch(/^no runs of configs in .*command-line-\w+\n$/);
  });
});

describe('negative-space sample and check', () => {
  it('writes a workspace whose config has no problems and trains, its broken file skipped', async () => {
    const made = await program.objects('sample', 'leaves', '--per-species', '2');
    expect(kindsOf(made)).toContain('progress');
    expect(made.at(-1)).toMatchObject({ kind: 'result', species: 12 });
    const file = join('leaves', 'herbarium.contrast.yaml');
    expect(await program.succeed('check', file)).toBe(`${file}: no problems.\n`);
    const small = ['train.batch_size=8', 'encoder.widths=[4]', 'train.epochs=1'];
    const lines = await program.objects('train', file, ...small.flatMap((s) => ['--set', s]));
    expect(lines.find(({ kind }) => kind === 'skipped')).toMatchObject({ count: 1 });
  });

  it('prints the config with all defaults and settings', async () => {
    const text = await program.succeed('check', config, '--resolved', '--set', 'train.epochs=7');
    const resolved = parseConfig(text, 'resolved.yaml');
    expect(resolved).toEqual(parseConfig(readFileSync(config, 'utf8'), config, ['train.epochs=7']));
  });

  it('names every problem with its place', async () => {
    writeFileSync(program.at('wrong.contrast.yaml'), 'data: { train: gone }\ntrain:\n  epoch: 3\n');
    const wrong = await program.run('check', 'wrong.contrast.yaml', '--json');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^wrong.contrast.yaml:3:3: unknown setting "epoch"/);
    expect(jsonLines(wrong.stdout)).toMatchObject([
      { kind: 'problem', line: 3, column: 3, code: 'unknown-setting' },
      { kind: 'result', problems: 1 },
    ]);
  });
});

describe('negative-space', () => {
  const commands = [
    'sample',
    'check',
    'train',
    'evaluate',
    'embed',
    'runs',
    'loss',
    'explain',
    'doctor',
  ];

  it.each(commands)('explains %s with an example', async (command) => {
    const text = await program.succeed(command, '--help');
    expect(text).toContain(`Usage: negative-space ${command}`);
    expect(text).toContain(`$ negative-space ${command}`);
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await program.succeed('--version')).toBe(`${version}\n`);
  });

  it('says what the machine offers', async () => {
    const report = await program.result('doctor');
    expect(['cpu', 'webgpu', 'tensorflow']).toContain(report.chosen);
    const text = await program.succeed('doctor');
    expect(text).toMatch(/^A training takes (cpu|webgpu|tensorflow): /m);
    expect(text).toMatch(/^cpu +yes +\d.* ms a step/m);
    expect(text).toMatch(/^tensorflow +no .*negative-space setup tensorflow/m);
  });

  it('remembers what the machine offers, until it is asked to try again', async () => {
    const { measured } = await program.result('doctor');
    expect(await program.result('doctor')).toMatchObject({ measured });
    const { measured: later } = await program.result('doctor', '--again');
    expect(Date.parse(later as string)).toBeGreaterThan(Date.parse(measured as string));
  });

  it.skipIf(process.platform === 'win32')('does not mind a reader that leaves', async () => {
    const { environment: env, folder: cwd, file } = program;
    const line = `set -o pipefail; "${process.execPath}" "${file}" train ${config} --json | head -n 1`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', line], { env, cwd });
    expect(jsonLines(stdout)).toHaveLength(1);
    expect(stderr).toBe('');
  });
});
