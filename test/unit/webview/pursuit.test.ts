// Questions about what moves on by itself.
import { describe, expect, it } from 'vitest';
import { Pursuit } from '../../../src/webview/run-panel/pursuit';

interface Question {
  readonly of: string;
  readonly epoch: number;
}

/** A pursuit whose answers come when the test says so. */
function pursuit() {
  const begun: { question: Question; signal: AbortSignal; answer: () => void }[] = [];
  const ask = (question: Question, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => begun.push({ question, signal, answer: resolve }));
  const epochs = (): number[] => begun.map(({ question }) => question.epoch);
  return { begun, epochs, pursuit: new Pursuit(ask, (now, before) => now.of === before.of) };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a question that follows the one before', () => {
  it('waits for its answer, and only the newest is asked then', async () => {
    const { begun, epochs, pursuit: asking } = pursuit();
    for (const epoch of [1, 2, 3]) asking.pursue({ of: 'a', epoch });
    expect(epochs()).toEqual([1]);
    begun[0].answer();
    await settled();
    expect(epochs()).toEqual([1, 3]);
    expect(begun[0].signal.aborted).toBe(false);
    begun[1].answer();
    await settled();
    expect(epochs()).toEqual([1, 3]);
  });
});

describe('another question', () => {
  it('is asked at once, and the one before and its followers are left', async () => {
    const { begun, epochs, pursuit: asking } = pursuit();
    asking.pursue({ of: 'a', epoch: 1 });
    asking.pursue({ of: 'a', epoch: 2 });
    asking.pursue({ of: 'b', epoch: 7 });
    expect(epochs()).toEqual([1, 7]);
    expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    begun[0].answer();
    await settled();
    expect(epochs()).toEqual([1, 7]);
  });
});

describe('stopping', () => {
  it('aborts what is asked and forgets what waits', async () => {
    const { begun, epochs, pursuit: asking } = pursuit();
    asking.pursue({ of: 'a', epoch: 1 });
    asking.pursue({ of: 'a', epoch: 2 });
    asking.stop();
    expect(begun[0].signal.aborted).toBe(true);
    begun[0].answer();
    await settled();
    expect(epochs()).toEqual([1]);
  });
});
