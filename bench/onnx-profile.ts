// Reads the profile that ONNX Runtime writes of a session: which kernels ran, in what order and how long.
import * as v from 'valibot';
import { classByName, type KernelClass, type KernelRun } from './kernel-classes';

const eventSchema = v.object({
  /** `Node`: an operation, timed on the host. `Api`: a WebGPU kernel, timed by the device. */
  cat: v.string(),
  name: v.string(),
  /** Microseconds. */
  dur: v.number(),
  args: v.optional(v.record(v.string(), v.unknown()), {}),
});

const profileSchema = v.array(eventSchema);

type Event = v.InferOutput<typeof eventSchema>;

/** The class of what a node of the model is there for, by the name of its first result. */
export type ClassOf = (result: string) => KernelClass | undefined;

/** Operations that run others, which are timed themselves. */
const holders = new Set(['Loop', 'If', 'Scan']);

/**
 * The kernels of a profile in their order: by the device's clock where it has one, else by the host's.
 * @throws what valibot says where `json` is no profile.
 */
export function kernelRuns(json: unknown, classOf: ClassOf): KernelRun[] {
  const events = v.parse(profileSchema, json);
  const ofDevice = events.filter(({ cat }) => cat === 'Api' || cat === 'Kernel');
  if (ofDevice.length > 0) return ofDevice.map((event) => deviceRun(event, classOf));
  return events.flatMap((event) => hostRun(event, classOf) ?? []);
}

/** Named `node&operation&program`: one operation may be several programs. */
function deviceRun({ name, dur, args }: Event, classOf: ClassOf): KernelRun {
  const [node, operation = text(args.op_name) ?? name, program = operation] = name.split('&');
  const kernel = program === operation ? program : `${operation}, ${program}`;
  return { kernel, class: classOfNode(node, operation, classOf), ms: dur / 1000 };
}

function hostRun({ cat, name, dur, args }: Event, classOf: ClassOf): KernelRun | undefined {
  const operation = text(args.op_name);
  const node = /^(.*)_kernel_time$/.exec(name)?.[1];
  if (cat !== 'Node' || node === undefined || operation === undefined) return undefined;
  if (holders.has(operation)) return undefined;
  return { kernel: operation, class: classOfNode(node, operation, classOf), ms: dur / 1000 };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/**
 * Our nodes are named `operation_result`, `operation_round:result` in a Loop; the library adds
 * `_token_` and a number to what it lays out anew, and brings nodes of its own.
 */
function classOfNode(node: string, operation: string, classOf: ClassOf): KernelClass {
  const result = /^[A-Za-z0-9]+_(?:round:)?(.+?)(?:_token_\d+)?$/.exec(node)?.[1];
  const known = result === undefined ? undefined : classOf(result);
  return known ?? classByName(operation);
}
