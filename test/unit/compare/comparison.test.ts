import { describe, expect, it } from 'vitest';
import { compareTrials, type TrialResult } from '../../../src/engine/compare/comparison';
import { spreadOf } from '../../../src/engine/compare/statistics';

describe('spreadOf', () => {
  it('divides by n − 1, and knows no spread of one value', () => {
    expect(spreadOf([2, 4, 9])).toEqual({ mean: 5, deviation: Math.sqrt(13), count: 3 });
    expect(spreadOf([0.3])).toEqual({ mean: 0.3, count: 1 });
    expect(spreadOf([7, 7, 7]).deviation).toBe(0);
  });
});

describe('compareTrials', () => {
  const cells = [{ a: '1' }, { a: '2' }, { a: '3' }];
  const trial = (index: number, seed: number, parts: Partial<TrialResult>): TrialResult => ({
    cell: cells[index],
    seed,
    fingerprint: `${index}-${seed}`,
    state: 'finished',
    figures: {},
    ...parts,
  });
  const trials = [
    trial(0, 1, { figures: { loss: 1, knn_top1: 0.5 } }),
    trial(0, 2, { figures: { loss: 3 } }),
    trial(1, 1, { figures: { loss: 4 } }),
    trial(1, 2, { state: 'failed', figures: { loss: 99 } }),
    trial(2, 1, { fingerprint: '0-1', figures: { loss: 1, knn_top1: 0.5 } }),
    trial(2, 2, { fingerprint: '0-2', figures: { loss: 3 } }),
  ];

  it('counts finished runs only, each metric over those that have it', () => {
    const { metrics, rows } = compareTrials(cells, trials, []);
    expect(metrics).toEqual(['loss', 'knn_top1']);
    expect(rows[0].metrics).toEqual({
      loss: { mean: 2, deviation: Math.SQRT2, count: 2 },
      knn_top1: { mean: 0.5, count: 1 },
    });
    expect(rows[1].metrics).toEqual({ loss: { mean: 4, count: 1 } });
  });

  it('says which rows are of the same runs', () => {
    const { rows } = compareTrials(cells, trials, ['loss']);
    expect(rows.map(({ sameAs }) => sameAs)).toEqual([undefined, undefined, 1]);
  });

  it('refuses a metric that no run has, but not before one is finished', () => {
    expect(() => compareTrials(cells, trials, ['los'])).toThrow('did you mean "loss"?');
    expect(() => compareTrials(cells, trials, ['entropy'])).toThrow('there are loss, knn_top1');
    const begun = trials.map((one): TrialResult => ({ ...one, state: 'stopped' }));
    expect(compareTrials(cells, begun, ['entropy']).rows[0].metrics).toEqual({});
  });
});
