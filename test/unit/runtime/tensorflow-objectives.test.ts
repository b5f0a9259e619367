// Every objective and every counting of negatives on TensorFlow is that of the CPU.
import { describe, expect, it } from 'vitest';
import { openTensorFlow } from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { tensorFlowForTests } from '../../tensorflow';
import { countedLoss } from '../negatives/counted-loss';
import {
  pairedRows,
  settings,
  someDraws,
  unitRows,
  type Counting,
  type Situation,
} from '../negatives/situation';
import { expectGradient } from '../objective/closeness';
import { distanceCases } from '../objective/distance-cases';
import { bankCases, familyCases } from '../objective/family';
import { lossOf, type GraphLoss } from '../objective/graph-loss';

const installation = await tensorFlowForTests();

const weightings: Record<string, Omit<Counting, 'from'>> = {
  ring: { weighting: 'ring', lower: 10, upper: 60 },
  'annealed ring': { weighting: 'ring', lower: 10, upper: 60, anneal: 'linear', anneal_epochs: 4 },
  band: { weighting: 'band', drop: [20, 55] },
  mixing: { weighting: 'mixing', mix_hardest: 4, mix_pairs: 5, mix_anchors: 3 },
};

function situation(counting: Omit<Counting, 'from'>, queue: boolean): Situation {
  const mixing = counting.weighting === 'mixing';
  return {
    rows: pairedRows(8, 5, 'tensorflow'),
    temperature: 0.3,
    negatives: settings(queue ? { ...counting, from: 'queue', size: 14 } : counting),
    ...(queue && { stored: { rows: unitRows(14, 5, 'tensorflow') } }),
    ...(mixing && { draws: someDraws(queue ? 8 : 16, { hardest: 4, pairs: 5, mixed: 3 }) }),
  };
}

describe.skipIf(!installation)('TensorFlow', async () => {
  const runtime = installation && (await openTensorFlow(installation, { threads: 1 }));

  const cases = [...familyCases, ...bankCases, ...distanceCases];
  it.each(cases)('$name', async ({ batch, config }) => {
    expectSame(await lossOf(batch, config, runtime), await lossOf(batch, config));
  });

  const countings = Object.entries(weightings).flatMap(([name, counting]) =>
    [false, true].map((queue) => ({ name, counting, queue })),
  );
  it.each(countings)('$name, from a queue: $queue', async ({ counting, queue }) => {
    const given = situation(counting, queue);
    const place = { epoch: 2, epochs: 9 };
    expectSame(
      await countedLoss(given, runtime, place),
      await countedLoss(given, undefined, place),
    );
  });
});

function expectSame(actual: GraphLoss, expected: GraphLoss): void {
  const scale = Math.max(1, Math.abs(expected.loss));
  expect(Math.abs(actual.loss - expected.loss)).toBeLessThan(1e-5 * scale);
  expectGradient(actual.gradient, expected.gradient, 1e-4);
  for (const [name, value] of Object.entries(expected.diagnostics))
    expect(actual.diagnostics[name], name).toBeCloseTo(value, 5);
}
