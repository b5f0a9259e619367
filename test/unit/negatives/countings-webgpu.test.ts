// The countings on WebGPU are those of the CPU, ties included; with software Vulkan where there is
// no GPU.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add } from '../../../src/engine/graph/arithmetic';
import { input } from '../../../src/engine/graph/sources';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Executable } from '../../../src/engine/runtime/runtime';
import { expectGradient } from '../objective/closeness';
import { useVulkan } from '../vulkan';
import { countedLoss } from './counted-loss';
import {
  pairedRows,
  settings,
  someDraws,
  unitRows,
  type Counting,
  type Matrix,
  type Situation,
} from './situation';

const absence = await useVulkan();
const webgpu = new OnnxRuntime({ provider: 'webgpu', device: 'WebGPU' });

const countings: Record<string, Omit<Counting, 'from'>> = {
  debiased: { weighting: 'debiased' },
  hard: { weighting: 'hard', beta: 2 },
  ring: { weighting: 'ring', lower: 10, upper: 60 },
  'annealed ring': { weighting: 'ring', lower: 10, upper: 60, anneal: 'linear', anneal_epochs: 4 },
  drop: { weighting: 'band', drop: [20, 55] },
  mixing: { weighting: 'mixing', mix_hardest: 4, mix_pairs: 5, mix_anchors: 3 },
};
const rows = pairedRows(8, 5, 'webgpu');
const kin = [0, 1, 2, 0, 3, 1, 4, 5, 0, 1, 2, 0, 3, 1, 4, 5];
const batches: Record<string, Matrix> = {
  'rows of their own': rows,
  'equal rows': rows.map((row, i) => (i % 8 < 4 ? rows[0] : row)),
  'near rows': rows.map((row) => row.map((v, k) => Math.fround(rows[0][k] + v / 1e3))),
};

const cases = Object.entries(countings).flatMap(([name, counting]) =>
  [...Object.keys(batches), 'queue', 'no negatives'].map((source) => ({ name, source, counting })),
);

function situate(source: string, counting: Omit<Counting, 'from'>): Situation {
  const common = { rows: batches[source] ?? rows, temperature: 0.3 };
  const mixing = counting.weighting === 'mixing';
  const draws = { hardest: 4, pairs: 5, mixed: 3 };
  if (source === 'queue')
    return {
      ...common,
      stored: { rows: unitRows(14, 5, 'webgpu') },
      negatives: settings({ ...counting, from: 'queue', size: 14 }),
      ...(mixing && { draws: someDraws(8, draws) }),
    };
  return {
    ...common,
    kin: [source === 'no negatives' ? kin.map(() => 1) : kin],
    negatives: settings(counting),
    ...(mixing && { draws: someDraws(16, draws) }),
  };
}

describe.skipIf(absence)(`WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  let held: Executable;
  beforeAll(async () => {
    // The device lives as long as one session does: without this, every case would make its own.
    held = await webgpu.compile({ outputs: { y: add(input('x', [1]), 1) } });
  });
  afterAll(() => held.dispose());

  it.each(cases)('$name of $source: as on the CPU', async ({ source, counting }) => {
    const situation = situate(source, counting);
    const place = { epoch: 2, epochs: 9 };
    const cpu = await countedLoss(situation, undefined, place);
    const gpu = await countedLoss(situation, webgpu, place);
    expect(gpu.loss).toBeCloseTo(cpu.loss, 5);
    // Each device rounds the unit rows on its own, by 10⁻⁴ of what tells near ones apart.
    expectGradient(gpu.gradient, cpu.gradient, source === 'near rows' ? 1e-3 : 1e-4);
  });
});
