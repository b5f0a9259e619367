import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportFailure } from '../../../src/engine/commandline/failure';
import { Output } from '../../../src/engine/commandline/output';
import { InputError } from '../../../src/engine/input-error';
import { logged, LoggedDefect } from '../../../src/engine/session/defect';

let folder: string;
const stderr = vi.spyOn(process.stderr, 'write');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'failure-'));
  stderr.mockReset().mockReturnValue(true);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const said = (): string => stderr.mock.calls.map(([text]) => String(text)).join('');

describe('a defect', () => {
  it('is one sentence and exit code 1; its stack is in a log', async () => {
    const defect = await logged(new Error('tensor lost\nmore'), folder, 'error.log');
    expect(defect).toBeInstanceOf(LoggedDefect);
    expect(await reportFailure(defect, new Output(false))).toBe(1);
    const log = join(folder, 'error.log');
    expect(said()).toBe(`internal error: tensor lost (details: ${log})\n`);
    expect(readFileSync(log, 'utf8')).toMatch(/Error: tensor lost[^]*at .*failure.test.ts/);
  });
});

describe('what a person can mend', () => {
  it('is no defect: wrong input and what the system refuses', async () => {
    const refusal = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      syscall: 'write',
    });
    for (const error of [new InputError('no such column'), refusal]) {
      expect(await logged(error, folder, 'error.log')).toBe(error);
      expect(await reportFailure(error, new Output(false))).toBe(2);
    }
    expect(said()).toBe('no such column\nENOSPC: no space left on device, write\n');
  });

  it.each([
    [{ code: 'ENOSPC' }, 'the disk is full: make room and try again'],
    [{ code: 'EROFS', path: 'a/z.npy.12.tmp' }, 'a/z.npy: this cannot be written: .* read-only'],
    [{ code: 'EACCES', path: 'runs/x.3.4.tmp' }, 'runs/x: permission is denied: .*'],
    [{ code: 'EBUSY', path: 'z.npy' }, 'EBUSY: resource busy, open'],
  ])('of the system is a sentence with the file to be written: %o', async (facts, sentence) => {
    const error = Object.assign(new Error('EBUSY: resource busy, open'), {
      syscall: 'open',
      ...facts,
    });
    await reportFailure(error, new Output(false));
    expect(said()).toMatch(new RegExp(`^${sentence}\n$`));
  });
});
