// Steps with a queue against momentum contrast in plain loops (He et al. 2020, algorithm 1).
import { describe, expect, it } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/run-config';
import type { SampleRelations } from '../../../src/engine/train/relations/row-relations';
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
  type Linear,
} from './naive-linear';

const BATCH = 4;
const SIZE = 8;
const MOMENTUM = 0.7;

const queue = (more = ''): string =>
  `{ from: queue, size: ${SIZE}, momentum: ${MOMENTUM}, exclude: [${more}] }`;

const unrelated: SampleRelations = { count: 12, kin: [] };

function stepperOf(
  config: RunConfig,
  views = new TableViews(),
  relations = unrelated,
): Promise<Stepper> {
  return createStepper({ config, statistics: neutral, views, runtime: cpu(), relations });
}

interface Moco {
  readonly query: Linear;
  readonly key: Linear;
  readonly queue: readonly (readonly number[])[];
  /** The sample of each row of the queue, −1 for the random ones. */
  readonly samples: readonly number[];
}

async function readMoco({ state, host }: Stepper): Promise<Omit<Moco, 'samples'>> {
  const read = async (name: string): Promise<number[][]> =>
    rowsOf(await state.read(name), DIMENSIONS);
  return {
    query: await read('linear.weight'),
    key: await read('key.linear.weight'),
    queue: rowsOf(host['queue.rows'].data, DIMENSIONS),
  };
}

/** The oldest leave: what entered at step 1, 3, 5 … has the first place of two. */
function entered<T>(queue: readonly T[], entering: readonly T[], step: number): T[] {
  const [first, second] = [queue.slice(0, BATCH), queue.slice(BATCH)];
  return step % 2 === 1 ? [...entering, ...second] : [...first, ...entering];
}

/** Algorithm 1 of the paper, with the loss before the step (from 1). */
function naiveStep(
  { query, key, queue, samples }: Moco,
  views: TableViews,
  { rows, step }: { readonly rows: readonly number[]; readonly step: number },
  kin: (a: number, b: number) => boolean,
): { loss: number; next: Moco } {
  const first = rows.map((row) => views.view('first', row, 0));
  const partners = Array.from(views.partners(Uint32Array.from(rows)));
  const keys = encoded(
    key,
    partners.map((row) => views.view('second', row, 0)),
  );
  const lossOf = (model: Linear): number =>
    infoNce(encoded(model, first), keys, queue, (i, j) => !kin(rows[i], samples[j]));
  const moved = descend(query, lossOf);
  const blend = (old: number, next: number): number => MOMENTUM * old + (1 - MOMENTUM) * next;
  const next = {
    query: moved,
    key: key.map((row, i) => row.map((old, j) => blend(old, moved[i][j]))),
    queue: entered(queue, keys, step),
    samples: entered(samples, partners, step),
  };
  return { loss: lossOf(query), next };
}

const cases = [
  { title: 'unrelated keys', exclude: '', kin: () => false },
  {
    title: 'older keys of the same sample left out',
    exclude: 'sample',
    kin: (a: number, b: number) => a === b,
  },
];

describe('a step with a queue', () => {
  it.each(cases.flatMap((one) => [undefined, 1, 2].map((chunk) => ({ ...one, chunk }))))(
    'does what the paper says: $title, chunks of $chunk',
    async ({ exclude, kin, chunk }) => {
      const config = linearConfig(queue(exclude), {
        batch: BATCH,
        ...(chunk !== undefined && { chunk }),
      });
      const views = new TableViews();
      const stepper = await stepperOf(config, views);
      let naive: Moco = { ...(await readMoco(stepper)), samples: Array<number>(SIZE).fill(-1) };
      expectRows(naive.key, naive.query);
      for (let step = 1; step <= 5; step++) {
        // Sample 0 comes in every batch.
        const rows = [0, step, step + 3, step + 6];
        const place = { step, epoch: 0, stepsPerEpoch: 5 };
        const { loss } = await stepper.step(Uint32Array.from(rows), place);
        const { loss: expected, next } = naiveStep(naive, views, { rows, step }, kin);
        naive = next;
        expect(loss).toBeCloseTo(expected, 5);
      }
      const { query, key, queue: rows } = await readMoco(stepper);
      expectRows(query, naive.query);
      expectRows(key, naive.key);
      expectRows(rows, naive.queue);
      await stepper.dispose();
    },
  );

  it('takes the second views of other samples for their own', async () => {
    const views = new TableViews((row) => row + 1);
    const stepper = await stepperOf(linearConfig(queue('sample'), { batch: BATCH }), views);
    await stepper.step(Uint32Array.of(0, 2, 4, 6), { step: 1, epoch: 0, stepsPerEpoch: 1 });
    expect(stepper.host['queue.samples'].data).toEqual(Float32Array.of(1, 3, 5, 7, -1, -1, -1, -1));
    await stepper.dispose();
  });

  it('starts with unit rows from the seed that are related to nobody', async () => {
    const both = await Promise.all(
      [1, 2].map(async (seed) => {
        const train = `{ batch_size: ${BATCH}, seed: ${seed} }`;
        const stepper = await stepperOf(linearConfig(queue('sample'), { batch: 4 }, { train }));
        await stepper.dispose();
        const { 'queue.rows': rows, 'queue.samples': samples } = stepper.host;
        return { rows: rowsOf(rows.data, DIMENSIONS), samples: Array.from(samples.data, Number) };
      }),
    );
    for (const { rows, samples } of both) {
      for (const row of rows) expect(Math.hypot(...row)).toBeCloseTo(1, 6);
      expect(samples).toEqual(Array(SIZE).fill(-1));
    }
    expect(both[0].rows).not.toEqual(both[1].rows);
  });

  it('as large as the batch holds the last keys alone', async () => {
    const config = linearConfig(`{ from: queue, size: ${BATCH}, momentum: 0 }`, { batch: BATCH });
    const stepper = await stepperOf(config);
    const before = await readMoco(stepper);
    const rows = [3, 1, 4, 5];
    await stepper.step(Uint32Array.from(rows), { step: 1, epoch: 0, stepsPerEpoch: 1 });
    const after = await readMoco(stepper);
    const views = rows.map((row) => new TableViews().view('second', row, 0));
    expectRows(after.queue, encoded(before.key, views));
    expectRows(after.key, after.query);
    await stepper.dispose();
  });

  it('keeps running statistics of its own for the keys', async () => {
    const config = linearConfig(
      queue(),
      { batch: BATCH },
      {
        encoder: '{ name: mlp, widths: [5, 4], batch_norm: true }',
      },
    );
    const stepper = await stepperOf(config);
    await stepper.step(Uint32Array.of(0, 1, 2, 3), { step: 1, epoch: 0, stepsPerEpoch: 1 });
    const name = stepper.state.names.find(
      (one) => one.endsWith('norm.mean') && !one.startsWith('key.'),
    )!;
    const [query, key] = [await stepper.state.read(name), await stepper.state.read(`key.${name}`)];
    expect(key).not.toEqual(query);
    expect(key).not.toEqual(new Float32Array(key.length));
    expect(stepper.state.names.filter((one) => /^optimiser.*key/.test(one))).toEqual([]);
    await stepper.dispose();
  });
});
