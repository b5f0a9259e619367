import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Latest } from '../../../src/engine/session/latest';
import { RecentRate } from '../../../src/engine/session/recent-rate';
import { ProgressReport } from '../../../src/engine/session/training-progress';
import type { TrainingProgress } from '../../../src/protocol/training';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('of many values', () => {
  it('at most ten a second are sent, and always the last one', () => {
    const sent: number[] = [];
    const latest = new Latest<{ value: number }>(({ value }) => sent.push(value));
    for (let value = 0; value < 1000; value++) {
      latest.offer({ value });
      vi.advanceTimersByTime(1);
    }
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent.length).toBeGreaterThanOrEqual(9);
    vi.advanceTimersByTime(100);
    expect(sent.at(-1)).toBe(999);
  });

  it('the one that waits is sent at once where that is asked', () => {
    const sent: number[] = [];
    const latest = new Latest<{ value: number }>(({ value }) => sent.push(value));
    latest.offer({ value: 1 });
    latest.offer({ value: 2 });
    latest.flush();
    latest.flush();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([1, 2]);
  });
});

describe('the recent rate', () => {
  it('forgets how slow it once was', () => {
    const rate = new RecentRate();
    expect(rate.perSecond).toBeUndefined();
    rate.add(0, 0);
    expect(rate.perSecond).toBeUndefined();
    for (let second = 1; second <= 100; second++) rate.add(second, second);
    expect(rate.perSecond).toBeCloseTo(1);
    for (let second = 1; second <= 40; second++) rate.add(100 + second, 100 + 5 * second);
    expect(rate.perSecond).toBeCloseTo(5);
  });

  it('begins anew where less is done than before', () => {
    const rate = new RecentRate();
    for (let second = 0; second < 10; second++) rate.add(second, 100 * second);
    rate.add(10, 0);
    expect(rate.perSecond).toBeUndefined();
    rate.add(11, 3);
    expect(rate.perSecond).toBeCloseTo(3);
  });
});

describe('progress', () => {
  it('tells the whole state, with the time that is left', () => {
    let second = 0;
    const sent: TrainingProgress[] = [];
    const report = new ProgressReport(
      (state) => sent.push(state),
      () => second,
    );
    report.begin(5, 2);
    report.reading(10, 100);
    report.start('a processor', 10);
    report.end();
    expect(sent.at(-1)).toMatchObject({ phase: 'training', done: 20, total: 50, epoch: 3 });
    for (let step = 1; step <= 21; step++) {
      second = step / 2;
      report.step({
        kind: 'step',
        step,
        steps: 50,
        epoch: 3,
        epochs: 5,
        loss: 4,
        samplesPerSecond: 8,
      });
    }
    report.end();
    expect(sent[0]).toMatchObject({ phase: 'reading', epoch: 3, epochs: 5 });
    expect(sent.at(-1)).toEqual({
      ...{ phase: 'training', done: 21, total: 50, epoch: 3, epochs: 5 },
      ...{ loss: 4, samplesPerSecond: 8, device: 'a processor', timeLeft: 14.5 },
    });
    report.evaluating();
    expect(sent.at(-1)).toMatchObject({ phase: 'evaluating', done: 21, device: 'a processor' });
  });
});
