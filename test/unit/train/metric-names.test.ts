// Metrics as files call them, and which of them are remembered.
import { describe, expect, it } from 'vitest';
import { bestOf, snakeCase } from '../../../src/engine/train/report/metric-names';

describe('snakeCase', () => {
  it.each([
    ['loss', 'loss'],
    ['knnTop1', 'knn_top1'],
    ['clampedAnchors', 'clamped_anchors'],
    ['probeTop1At10Percent', 'probe_top1_at_10_percent'],
    ['probeTop5At1.5Percent', 'probe_top5_at_1.5_percent'],
  ])('of %s is %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });
});

describe('bestOf', () => {
  const rows = [
    { epoch: 1, step: 5, loss: 2, knn_top1: 0.5 },
    { epoch: 2, step: 10, loss: 3, knn_top1: 0.7 },
    { epoch: 3, step: 15, loss: 2, alignment: 0.1 },
  ];

  it('keeps the lowest loss and the highest accuracy, the earliest of equals', () => {
    expect(rows.reduce(bestOf, {})).toEqual({
      loss: { value: 2, epoch: 1 },
      knn_top1: { value: 0.7, epoch: 2 },
    });
  });
});
