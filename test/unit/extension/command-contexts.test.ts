// Which context keys the runs and trainings of a window set, and that only changes are told.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Services } from '../../../src/extension/services';
import { EventEmitter } from './fake-vscode';

const keys = new Map<string, boolean>();
const executeCommand = vi.fn((_: string, key: string, value: boolean) => {
  keys.set(key.replace('negativeSpace.', ''), value);
});
vi.mock('vscode', () => ({
  commands: { executeCommand },
  Disposable: { from: vi.fn() },
}));

const changed = new EventEmitter<readonly { state: string }[]>();
const progressed = new EventEmitter<undefined>();
const ended = new EventEmitter<undefined>();
let all: readonly string[];

beforeEach(async () => {
  keys.clear();
  all = [];
  vi.resetModules();
  const { tellContexts } = await import('../../../src/extension/command-contexts');
  for (const event of [changed, progressed, ended]) event.dispose();
  const trainings = {
    get all() {
      return all;
    },
    ...{ onDidChange: progressed.event, onDidEnd: ended.event },
  };
  tellContexts({ runs: { onDidChange: changed.event }, trainings } as unknown as Services);
});

describe('commands on runs', () => {
  it('are not told to be in vain before the runs are read', () => {
    expect(keys.size).toBe(0);
  });

  it.each([
    [[], { noRun: true, noRunAtRest: true, noRunToResume: true }],
    [['training'], { noRun: false, noRunAtRest: true, noRunToResume: true }],
    [['finished'], { noRun: false, noRunAtRest: false, noRunToResume: true }],
    [['training', 'stopped'], { noRun: false, noRunAtRest: false, noRunToResume: false }],
    [['killed'], { noRun: false, noRunAtRest: false, noRunToResume: false }],
  ])('of runs that are %j', (states, expected) => {
    changed.fire(states.map((state) => ({ state })));
    expect(Object.fromEntries(keys)).toEqual(expected);
  });
});

describe('Stop Run', () => {
  it('can work while something trains, which is told once', () => {
    executeCommand.mockClear();
    all = ['a'];
    progressed.fire(undefined);
    progressed.fire(undefined);
    expect(keys.get('training')).toBe(true);
    all = [];
    ended.fire(undefined);
    expect(keys.get('training')).toBe(false);
    expect(executeCommand).toHaveBeenCalledTimes(2);
  });
});
