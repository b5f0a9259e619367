import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilenceWatch } from '../../../src/extension/silence';

describe('SilenceWatch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells a silence of a minute once, and the next one again', () => {
    const told: number[] = [];
    const watch = new SilenceWatch((seconds) => told.push(seconds));
    vi.advanceTimersByTime(59_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(120_000);
    expect(told).toEqual([60]);
    watch.heard();
    vi.advanceTimersByTime(75_000);
    expect(told).toHaveLength(2);
    watch.end();
  });

  it('says nothing while words come, nor after its end', () => {
    const told: number[] = [];
    const watch = new SilenceWatch((seconds) => told.push(seconds));
    for (let i = 0; i < 30; i++) {
      vi.advanceTimersByTime(10_000);
      watch.heard();
    }
    watch.end();
    vi.advanceTimersByTime(600_000);
    expect(told).toEqual([]);
  });
});
