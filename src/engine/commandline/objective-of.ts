// The objective of a config on given embeddings, on the CPU.
import type { RunConfig } from '../config/run-config';
import type { Embeddings } from '../evaluate/embeddings';
import { gradients } from '../graph/gradient';
import { input } from '../graph/sources';
import { scheduledInputs } from '../negatives/schedule';
import { objective } from '../objective/objective';
import { selectRuntime } from '../runtime/select-runtime';

export interface ObjectiveValue {
  /** The loss and its diagnostics. */
  readonly figures: Readonly<Record<string, number>>;
  /** Of the loss by the rows as they were given, [rows, width]. */
  readonly gradient: Float32Array;
}

/** `views`: first views, then second views of the same samples. β is that of the first epoch. */
export async function objectiveOf(
  { values, count, width }: Embeddings,
  config: RunConfig,
): Promise<ObjectiveValue> {
  const z = input('z', [count, width]);
  const { loss, diagnostics } = objective({ z, twins: true }, config);
  const runtime = await selectRuntime('cpu');
  const [gradient] = gradients(loss, [z]);
  const executable = await runtime.compile({ outputs: { loss, ...diagnostics, gradient } });
  try {
    const feeds = {
      z: values,
      ...scheduledInputs(config.negatives, { epoch: 0, epochs: config.train.epochs }),
    };
    const { gradient: rows, ...scalars } = await executable.run(feeds);
    const figures = Object.entries(scalars).map(([name, [value]]) => [name, Number(value)]);
    return {
      figures: Object.fromEntries(figures) as Record<string, number>,
      gradient: rows as Float32Array,
    };
  } finally {
    await executable.dispose();
  }
}
