// Set Up and Remove of TensorFlow and of CUDA as the person sees them; the errand is a small script.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { removeRuntime, setUpRuntime } from '../../../src/extension/commands/set-up-runtime';
import type { Services } from '../../../src/extension/services';

interface Progress {
  readonly message?: string;
}

const seen = vi.hoisted(() => ({
  reports: [] as Progress[],
  messages: [] as string[],
  options: undefined as Record<string, unknown> | undefined,
  cancel: (): void => undefined,
}));

vi.mock('vscode', () => ({
  ProgressLocation: { Notification: 15 },
  Uri: {
    joinPath: ({ fsPath }: { fsPath: string }, name: string) => ({ fsPath: `${fsPath}/${name}` }),
  },
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)])),
  },
  window: {
    withProgress: (options: Record<string, unknown>, task: (...args: unknown[]) => unknown) => {
      seen.options = options;
      const report = { report: (progress: Progress) => seen.reports.push(progress) };
      const onCancellationRequested = (listener: () => void): void => {
        seen.cancel = listener;
      };
      return task(report, { onCancellationRequested });
    },
    showInformationMessage: (message: string) => Promise.resolve(seen.messages.push(message)),
  },
}));

const folder = mkdtempSync(join(tmpdir(), 'set-up-command-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  [seen.reports.length, seen.messages.length] = [0, 0];
});

const log = { info: vi.fn(), error: vi.fn() };

/** `answer`: what the errand does with a request, of which it knows `id` and `name`. */
function services(answer: string): Services {
  const script = `process.on('message', ({ kind, id, name, params }) => {
    const say = (name, payload) => process.send({ kind: 'event', name, payload });
    const end = (value) => process.send({ kind: 'result', id, value });
    if (kind === 'request') { ${answer} }
  });`;
  writeFileSync(join(folder, 'errand-process.js'), script);
  return { dist: { fsPath: folder }, log } as unknown as Services;
}

it('shows each step, with sizes and the time that is left, and what it came to', async () => {
  await setUpRuntime(
    'tensorflow',
    services(`
      say('said', { sentence: 'Bringing it.' });
      say('broughtIn', { task: 'downloading tensorflow', done: 1e6, total: 0 });
      say('broughtIn', { task: 'downloading tensorflow', done: 1e6, total: 259e6 });
      setTimeout(() => {
        say('broughtIn', { task: 'downloading tensorflow', done: 130e6, total: 259e6 });
        end(['It works.', 'Take it.']);
      }, 50);`),
  );
  expect(seen.options).toMatchObject({ title: 'Setting up TensorFlow', cancellable: true });
  const messages = seen.reports.map(({ message }) => message);
  expect(messages.slice(0, 3)).toEqual([
    'Bringing it.',
    'downloading tensorflow, 1\u00a0MB',
    'downloading tensorflow, 1\u00a0MB / 259\u00a0MB',
  ]);
  expect(messages[3]).toMatch(/^downloading tensorflow, 130\u00a0MB \/ 259\u00a0MB, \d+ s left$/);
  expect(seen.messages).toEqual(['It works. Take it.']);
  expect(log.info).toHaveBeenCalledWith('It works.');
});

it('can be cancelled', async () => {
  const running = setUpRuntime('cuda', services(`say('said', { sentence: 'Bringing it.' });`));
  await vi.waitFor(() => {
    expect(seen.reports).toHaveLength(1);
  });
  seen.cancel();
  await expect(running).rejects.toMatchObject({ failure: { code: 'aborted' } });
  expect(seen.messages).toEqual([]);
});

it.each([
  ['tensorflow', 780e6, 'TensorFlow was removed: 780\u00a0MB are free again.'],
  ['tensorflow', 0, 'There was no TensorFlow to remove.'],
  ['cuda', 2480e6, 'CUDA was removed: 2480\u00a0MB are free again.'],
] as const)('says what a removal of %s and %d bytes came to', async (runtime, freed, sentence) => {
  await removeRuntime(
    runtime,
    services(`if (params.runtime === '${runtime}') end({ freed: ${freed} });`),
  );
  expect(seen.messages).toEqual([sentence]);
});
