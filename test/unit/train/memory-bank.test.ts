// Steps with a memory bank against plain loops (Wu et al. 2018, sections 3.1 and 3.2).
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random/random';
import { createStepper, type Stepper } from '../../../src/engine/train/step/stepper';
import { expectRows } from './expect-rows';
import { cpu } from './job';
import {
  descend,
  DIMENSIONS,
  encoded,
  infoNce,
  linearConfig,
  neutral,
  rowsOf,
  TableViews,
  unit,
  type Linear,
  type Matrix,
} from './naive-linear';

const SAMPLES = 6;
const BATCH = 3;
const SIZE = 5;
const MOMENTUM = 0.3;
const negatives = `{ from: memory-bank, size: ${SIZE}, momentum: ${MOMENTUM} }`;

function stepperOf(views: TableViews, chunk?: number, seed = 1): Promise<Stepper> {
  const shape = { batch: BATCH, ...(chunk !== undefined && { chunk }) };
  const config = linearConfig(negatives, shape);
  const train = { ...config.train, seed };
  return createStepper({
    config: { ...config, train },
    statistics: neutral,
    views,
    runtime: cpu(),
    relations: { count: SAMPLES, kin: [] },
  });
}

const bankOf = ({ host }: Stepper): number[][] => rowsOf(host['bank.rows'].data, DIMENSIONS);

interface Bank {
  readonly weight: Linear;
  readonly bank: Matrix;
}

/** Both views carry the gradient; the rows that were drawn do not. */
function naiveStep(
  { weight, bank }: Bank,
  views: TableViews,
  rows: readonly number[],
  step: number,
) {
  const partners = Array.from(views.partners(Uint32Array.from(rows)));
  const first = rows.map((row) => views.view('first', row, 0));
  const second = partners.map((row) => views.view('second', row, 0));
  const random = Random.stream(1, 'memory-bank', step);
  const drawn = Array.from({ length: SIZE }, () => random.integer(SAMPLES));
  const stored = drawn.map((sample) => bank[sample]);
  const lossOf = (model: Linear): number =>
    infoNce(encoded(model, first), encoded(model, second), stored, (i, j) => drawn[j] !== rows[i]);
  const fresh = encoded(weight, second);
  const next = bank.map((row) => row);
  partners.forEach((sample, i) => {
    const blend = next[sample].map((old, j) => MOMENTUM * old + (1 - MOMENTUM) * fresh[i][j]);
    next[sample] = unit(blend);
  });
  return { loss: lossOf(weight), next: { weight: descend(weight, lossOf), bank: next } };
}

const partners = [
  { title: 'views of one sample', views: new TableViews() },
  { title: 'views of two samples', views: new TableViews((row) => (row + 1) % SAMPLES) },
];

describe('a step with a memory bank', () => {
  it.each(partners.flatMap((one) => [undefined, 1].map((chunk) => ({ ...one, chunk }))))(
    'does what the paper says: $title, chunks of $chunk',
    async ({ views, chunk }) => {
      const stepper = await stepperOf(views, chunk);
      const read = async (): Promise<Linear> =>
        rowsOf(await stepper.state.read('linear.weight'), DIMENSIONS);
      let naive: Bank = { weight: await read(), bank: bankOf(stepper) };
      for (let step = 1; step <= 5; step++) {
        const rows = [0, step, ((step + 1) % 5) + 1];
        const place = { step, epoch: 0, stepsPerEpoch: 5 };
        const { loss } = await stepper.step(Uint32Array.from(rows), place);
        const { loss: expected, next } = naiveStep(naive, views, rows, step);
        naive = next;
        expect(loss).toBeCloseTo(expected, 5);
      }
      expectRows(await read(), naive.weight);
      expectRows(bankOf(stepper), naive.bank);
      await stepper.dispose();
    },
  );

  it('starts with unit rows from the seed', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map(async (seed) => {
        const stepper = await stepperOf(new TableViews(), undefined, seed);
        await stepper.dispose();
        return bankOf(stepper);
      }),
    );
    for (const row of one) expect(Math.hypot(...row)).toBeCloseTo(1, 6);
    expect([same, other].map((rows) => JSON.stringify(rows) === JSON.stringify(one))).toEqual([
      true,
      false,
    ]);
  });
});
