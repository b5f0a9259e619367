// A training's end as the window hears it, from processes that are small scripts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Trainings, type TrainingOutcome } from '../../../src/extension/trainings';

vi.mock('vscode', () => import('./fake-vscode'));

const folder = mkdtempSync(join(tmpdir(), 'trainings-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Log = ConstructorParameters<typeof Trainings>[1];
const quiet = { info: vi.fn(), warn: vi.fn(), error: vi.fn() } as unknown as Log;

/** Says these events and that a run began in one moment: its words come ahead of the answer. */
function program(name: string, events: readonly (readonly [string, object])[]): string {
  const file = join(folder, `${name}.cjs`);
  const said = events.map(([event, payload]) => ({ kind: 'event', name: event, payload }));
  writeFileSync(
    file,
    `process.on('message', ({ id }) => {
      const messages = [...${JSON.stringify(said)}, { kind: 'result', id, value: { run: '/run' } }];
      for (const message of messages) process.send(message);
      process.disconnect();
    });`,
  );
  return file;
}

describe('a training that ends at once', () => {
  it.each<[string, TrainingOutcome['outcome'], readonly (readonly [string, object])[]]>([
    ['failed', 'failed', [['ended', { outcome: 'failed', error: 'The loss is not a number.' }]]],
    ['silent', 'crashed', []],
  ])('%s, is told as %s', async (name, outcome, events) => {
    const progress = ['progress', { phase: 'training', done: 1, total: 2 }] as const;
    const trainings = new Trainings(program(name, [progress, ...events]), quiet);
    const ended = new Promise<unknown>((done) => trainings.onDidEnd(done));
    expect((await trainings.train('a.contrast.yaml')).run).toBe('/run');
    expect(await ended).toMatchObject({
      training: { run: '/run', progress: { done: 1 } },
      end: { outcome },
    });
    expect(trainings.all).toEqual([]);
    trainings.dispose();
  });
});
