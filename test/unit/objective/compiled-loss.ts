// Losses compiled once for all batches of a make: what is known of the rows is fed, not built in.
import { gradients } from '../../../src/engine/graph/gradient';
import type { Program } from '../../../src/engine/graph/program';
import { input } from '../../../src/engine/graph/sources';
import type { HostArray, Shape, Tensor } from '../../../src/engine/graph/tensor';
import type { Rows } from '../../../src/engine/negatives/rows';
import { objective } from '../../../src/engine/objective/objective';
import type { Executable, Runtime } from '../../../src/engine/runtime/runtime';
import type { Batch } from './graph-loss';
import type { LossConfig, Rows as PlainRows } from './loss-settings';

interface CompiledLoss {
  readonly program: Program;
  readonly executable: Executable;
}

/** Executables of the CPU, the one that was used last at the end: some 0.3 MB each. */
const kept = new Map<string, CompiledLoss>();
const MOST = 256;

/** Gives `use` the loss with its gradient and diagnostics, and the batch as feeds. */
export async function withLoss<T>(
  batch: Batch,
  config: LossConfig,
  runtime: Runtime,
  use: (compiled: CompiledLoss, feeds: Readonly<Record<string, HostArray>>) => Promise<T>,
): Promise<T> {
  const values = valuesOf(batch);
  const feeds = Object.fromEntries(Object.entries(values).map(([name, { data }]) => [name, data]));
  if (runtime.name === 'cpu') return use(await cached(values, batch, config, runtime), feeds);
  const compiled = await compile(values, batch, config, runtime);
  try {
    return await use(compiled, feeds);
  } finally {
    await compiled.executable.dispose();
  }
}

async function cached(
  values: Values,
  batch: Batch,
  config: LossConfig,
  runtime: Runtime,
): Promise<CompiledLoss> {
  const shapes = Object.entries(values).map(([name, { shape }]) => [name, shape]);
  const make = JSON.stringify([config, batch.twins, shapes]);
  const compiled = kept.get(make) ?? (await compile(values, batch, config, runtime));
  kept.delete(make);
  kept.set(make, compiled);
  const [[oldest, { executable }]] = kept;
  if (kept.size > MOST) {
    kept.delete(oldest);
    await executable.dispose();
  }
  return compiled;
}

async function compile(
  values: Values,
  batch: Batch,
  config: LossConfig,
  runtime: Runtime,
): Promise<CompiledLoss> {
  const rows = graphRows(values, batch);
  const { loss, diagnostics } = objective(rows, config);
  const [gradient] = gradients(loss, [rows.z]);
  const program = { outputs: { loss, gradient, ...diagnostics } };
  return { program, executable: await runtime.compile(program) };
}

type Values = Readonly<Record<string, { readonly data: HostArray; readonly shape: Shape }>>;

/** Everything that a batch knows, by name. */
function valuesOf({ rows, samples, classes, kin = [], pairs, anchors, stored }: Batch): Values {
  return {
    z: matrix(rows),
    ...(samples && { samples: floats(samples) }),
    ...(classes && { classes: floats(classes) }),
    ...Object.fromEntries(kin.map((numbers, i) => [`kin ${i}`, floats(numbers)])),
    ...(pairs && {
      first: places(pairs.first),
      second: places(pairs.second),
      similar: floats(pairs.similar),
    }),
    ...(anchors && { anchors: places(anchors) }),
    ...(stored && { stored: matrix(stored.rows) }),
    ...(stored?.classes && { 'stored classes': floats(stored.classes) }),
    ...Object.fromEntries(
      (stored?.kin ?? []).map((numbers, i) => [`stored kin ${i}`, floats(numbers)]),
    ),
  };
}

function graphRows(values: Values, batch: Batch): Rows {
  const { twins = true, kin, pairs, stored } = batch;
  const fed = (name: string): Tensor => {
    const { data, shape } = values[name];
    return input(name, shape, data instanceof BigInt64Array ? 'int64' : 'float32');
  };
  const relation = (name: 'samples' | 'classes' | 'anchors') =>
    name in values && { [name]: fed(name) };
  return {
    z: fed('z'),
    twins,
    ...relation('samples'),
    ...relation('classes'),
    ...relation('anchors'),
    ...(kin && { kin: kin.map((_, i) => fed(`kin ${i}`)) }),
    ...(pairs && {
      pairs: { first: fed('first'), second: fed('second'), similar: fed('similar') },
    }),
    ...(stored && {
      stored: {
        z: fed('stored'),
        ...(stored.classes && { classes: fed('stored classes') }),
        ...(stored.kin && { kin: stored.kin.map((_, i) => fed(`stored kin ${i}`)) }),
      },
    }),
  };
}

const matrix = (rows: PlainRows) => ({
  data: Float32Array.from(rows.flat()),
  shape: [rows.length, rows[0].length],
});
const floats = (values: readonly number[]) => ({
  data: Float32Array.from(values),
  shape: [values.length],
});
const places = (rows: readonly number[]) => ({
  data: BigInt64Array.from(rows, BigInt),
  shape: [rows.length],
});
