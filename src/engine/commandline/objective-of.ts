// The objective of a config on given rows, on the CPU.
import type { PlainRows } from '../explain/plain-rows';
import { gradients } from '../graph/gradient';
import { constant, input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Rows, StoredRows } from '../negatives/rows';
import { scheduledInputs } from '../negatives/schedule';
import { objective } from '../objective/objective';
import { selectRuntime } from '../runtime/select-runtime';
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
  const { values, divisors, plain } = given;
  const z = input('z', [divisors.length, plain.width]);
  const { loss, diagnostics } = objective(graphRows(z, plain), settings);
  const runtime = await selectRuntime('cpu');
  const [gradient] = gradients(loss, [z]);
  const executable = await runtime.compile({ outputs: { loss, ...diagnostics, gradient } });
  try {
    const schedule = scheduledInputs(settings.negatives, { epoch: 0, epochs: 1 });
    const { gradient: byRows, ...scalars } = await executable.run({ z: values, ...schedule });
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

function graphRows(z: Tensor, { twins, width, stored, ...relations }: PlainRows): Rows {
  return {
    z,
    twins,
    ...graphRelations(relations),
    ...(stored && {
      stored: {
        z: constant(Float32Array.from(stored.values), [stored.values.length / width, width]),
        ...graphRelations(stored),
      },
    }),
  };
}

function graphRelations({
  classes,
  kin,
}: Pick<PlainRows, 'classes' | 'kin'>): Pick<StoredRows, 'classes' | 'kin'> {
  const tensor = (numbers: ArrayLike<number>): Tensor => constant(Float32Array.from(numbers));
  return { ...(classes && { classes: tensor(classes) }), ...(kin && { kin: kin.map(tensor) }) };
}
