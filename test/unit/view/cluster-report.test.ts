import { expect, it } from 'vitest';
import { clusterReport } from '../../../src/engine/view/cluster-report';

const of = Int32Array.of(0, 0, 1, 0, 1, 2);
const samples = { count: 6, classes: ['oak', 'fir'] };

it('a cluster is told by its size and by the class that most of it has', () => {
  const labels = Int32Array.of(1, 1, 0, 0, 1, -1);
  expect(clusterReport(4, of, { ...samples, labels })).toEqual({
    ...{ epoch: 4, of },
    clusters: [
      { size: 3, majority: { label: 1, count: 2 } },
      // Of equal counts the first class.
      { size: 2, majority: { label: 0, count: 1 } },
      { size: 1 },
    ],
  });
});

it('without labels there are only sizes', () => {
  expect(clusterReport(1, of, samples).clusters).toEqual([{ size: 3 }, { size: 2 }, { size: 1 }]);
});
