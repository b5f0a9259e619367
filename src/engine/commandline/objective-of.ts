// The objective of a config on given rows, on the CPU.
import type { PlainRows } from '../explain/plain-rows';
import { gradients } from '../graph/gradient';
import type { Program } from '../graph/program';
import { constant, input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Rows, StoredRows } from '../negatives/rows';
import { scheduledInputs } from '../negatives/schedule';
import { objectiveDraws } from '../objective/draws';
import { objective } from '../objective/objective';
import { selectRuntime } from '../runtime/select-runtime';
import { drawsOf } from './given-draws';
import type { GivenRows } from './given-rows';
import type { GivenSettings } from './given-settings';

export interface ObjectiveValue {
  /** The loss and its diagnostics. */
  readonly figures: Readonly<Record<string, number>>;
  /** Of the loss by the rows as they were given, [rows, width]. */
  readonly gradient: Float32Array;
}

export async function objectiveOf(
  given: GivenRows,
  settings: GivenSettings,
): Promise<ObjectiveValue> {
  const { values, divisors, plain, mixing } = given;
  const z = input('z', [divisors.length, plain.width]);
  const { loss, diagnostics } = objective(graphRows(z, plain), settings);
  const runtime = await selectRuntime('cpu');
  const [gradient] = gradients(loss, [z]);
  const program: Program = { outputs: { loss, ...diagnostics, gradient } };
  const executable = await runtime.compile(program);
  try {
    const { gradient: byRows, ...scalars } = await executable.run({
      z: values,
      ...scheduledInputs(settings.negatives, { epoch: 0, epochs: 1 }),
      ...objectiveDraws(program, drawsOf(settings)),
      ...mixing?.feeds,
    });
    const figures = Object.entries(scalars).map(([name, [value]]) => [name, Number(value)]);
    return {
      figures: Object.fromEntries(figures) as Record<string, number>,
      gradient: (byRows as Float32Array).map(
        (slope, i) => slope / divisors[Math.floor(i / plain.width)],
      ),
    };
  } finally {
    await executable.dispose();
  }
}

function graphRows(z: Tensor, { twins, width, stored, pairs, ...relations }: PlainRows): Rows {
  return {
    z,
    twins,
    ...graphRelations(relations),
    ...(pairs && {
      pairs: {
        first: rowNumbers(pairs.first),
        second: rowNumbers(pairs.second),
        similar: numbers(pairs.similar),
      },
    }),
    ...(stored && {
      stored: {
        z: constant(Float32Array.from(stored.values), [stored.values.length / width, width]),
        ...graphRelations(stored),
      },
    }),
  };
}

const numbers = (values: ArrayLike<number>): Tensor => constant(Float32Array.from(values));

const rowNumbers = (values: ArrayLike<number>): Tensor =>
  constant(BigInt64Array.from(Array.from(values, BigInt)));

type Relations = Pick<StoredRows, 'classes' | 'kin'>;

function graphRelations({ classes, kin }: Pick<PlainRows, 'classes' | 'kin'>): Relations {
  return { ...(classes && { classes: numbers(classes) }), ...(kin && { kin: kin.map(numbers) }) };
}
