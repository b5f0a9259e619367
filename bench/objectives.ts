// Section `objectives`: what a way of counting negatives, or another source of them, costs a training
// step, beside plain SimCLR with the same network and batch in the same process.
import { setImmediate as breathe } from 'node:timers/promises';
import type { RunConfigInput } from '../src/engine/config/run-config';
import type { Runtime } from '../src/engine/runtime/runtime';
import { selectRuntime } from '../src/engine/runtime/select-runtime';
import { createStepper, type Stepper } from '../src/engine/train/step/stepper';
import { alternate, median, type Duel, type Measure } from './alternate';
import { comparisonConfig, inputShapes, type NetworkName } from './networks';
import { ReadyViews } from './ready-views';
import type { Section } from './report';
import { neutralStatistics } from './ready-stepper';

/** Of a batch of the default size. */
const VIEWS = 512;

type Negatives = NonNullable<RunConfigInput['negatives']>;

interface Variant {
  readonly negatives: Negatives;
  /** Most that a step may cost, in steps of SimCLR. */
  readonly bound: number;
}

/** A queue encodes a batch's queries with gradient and its keys without: SimCLR all views with. */
const variants: Readonly<Record<string, Variant>> = {
  debiased: { negatives: { weighting: 'debiased' }, bound: 1.05 },
  hard: { negatives: { weighting: 'hard' }, bound: 1.05 },
  ring: { negatives: { weighting: 'ring' }, bound: 1.05 },
  band: { negatives: { weighting: 'band', drop: [0, 0.1] }, bound: 1.05 },
  'queue of 4096': { negatives: { from: 'queue', size: 4096 }, bound: 1.15 },
};

interface CostFigures extends Duel {
  readonly net: NetworkName;
  readonly variant: string;
  readonly bound: number;
}

export async function objectivesSection({ thorough }: { thorough: boolean }): Promise<Section> {
  const runtime = await selectRuntime('cpu');
  const figures: CostFigures[] = [];
  for (const net of ['conv', 'mlp'] as const) {
    for (const [variant, { negatives, bound }] of Object.entries(variants)) {
      const duel = await compare(net, negatives, { runtime, thorough });
      figures.push({ net, variant, bound, ...duel });
    }
  }
  return {
    title: `Training step by where negatives come from and how they count, ${VIEWS} views`,
    columns: ['network', 'negatives', 'ms', 'SimCLR, ms', 'costs (quartiles)', 'bound'],
    rows: figures.map(row),
    notes: [],
    figures,
  };
}

async function compare(
  net: NetworkName,
  negatives: Negatives,
  { runtime, thorough }: { runtime: Runtime; thorough: boolean },
): Promise<Duel> {
  const few = net === 'conv' ? 6 : 20;
  const { rounds, count } = { rounds: thorough ? 40 : few, count: net === 'conv' ? 1 : 5 };
  const [variant, plain] = [
    await stepperOf(net, negatives, runtime),
    await stepperOf(net, { weighting: 'uniform' }, runtime),
  ];
  const [ours, theirs] = [milliseconds(variant, count), milliseconds(plain, count)];
  await ours();
  await theirs();
  const duel = await alternate(rounds, ours, theirs);
  await variant.dispose();
  await plain.dispose();
  return duel;
}

function stepperOf(net: NetworkName, negatives: Negatives, runtime: Runtime): Promise<Stepper> {
  return createStepper({
    config: comparisonConfig(net, VIEWS / 2, { negatives }),
    statistics: neutralStatistics(inputShapes[net][0]),
    views: new ReadyViews(VIEWS, inputShapes[net]),
    runtime,
  });
}

/**
 * The median of so many steps, so that a pause of the machine does not count. One by one on both
 * sides: with a queue short steps are not taken several at a time, without one they are.
 */
function milliseconds(stepper: Stepper, count: number): Measure {
  const rows = new Uint32Array(VIEWS / 2);
  let step = 0;
  return async () => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      // As the training loop does: what a run leaves behind is freed between steps.
      await breathe();
      const start = performance.now();
      await stepper.step(rows, { step: ++step, epoch: 0, stepsPerEpoch: 1 });
      times.push(performance.now() - start);
    }
    return median(times);
  };
}

function row({ net, variant, bound, ours, theirs, ratio }: CostFigures): string[] {
  if (theirs === undefined || ratio === undefined) throw new Error('SimCLR was not measured');
  const { median: middle, low, high } = ratio;
  return [
    ...[net, variant, ours.toFixed(2), theirs.toFixed(2)],
    `${middle.toFixed(3)} (${low.toFixed(3)}…${high.toFixed(3)})`,
    `${bound.toFixed(2)}${middle > bound ? ', exceeded' : ''}`,
  ];
}
