// Tensors by name in the safetensors format (huggingface/safetensors, README "Format").
import * as v from 'valibot';
import { InputError } from '../input-error';
import { elementCount, isTensorType, tensorArrays, type TensorData } from './tensor-data';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const entrySchema = v.strictObject({
  dtype: v.pipe(v.string(), v.guard(isTensorType)),
  shape: v.array(natural),
  data_offsets: v.strictTuple([natural, natural]),
});

/** Files of other makers put their version and the like here. */
const metadataKey = '__metadata__';

/** Bytes before the tensors start at a multiple of this, so that they can be mapped as they are. */
const alignment = 8;

export function encodeSafetensors(tensors: ReadonlyMap<string, TensorData>): Uint8Array {
  const header: Record<string, v.InferInput<typeof entrySchema>> = {};
  // Widest elements first: every tensor then starts at a multiple of its element's size.
  const ordered = [...tensors].sort(([, a], [, b]) => elementSize(b) - elementSize(a));
  let end = 0;
  for (const [name, { dtype, shape, data }] of ordered) {
    if (name === metadataKey || data.length !== elementCount(shape))
      throw new Error(`tensor "${name}" has ${data.length} elements for shape [${shape.join()}]`);
    header[name] = { dtype, shape: [...shape], data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  const start = Math.ceil((8 + text.length) / alignment) * alignment;
  const bytes = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.set(text, 8);
  for (const [name, { data }] of ordered)
    bytes.set(
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      start + header[name].data_offsets[0],
    );
  return bytes;
}

/**
 * Copies of the tensors in a file.
 * @throws InputError where a size lies, tensors overlap or leave bytes over, or the file is cut.
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): Map<string, TensorData> {
  const fail = (what: string): never => {
    throw new InputError(`not a whole safetensors file: ${what}`, { file });
  };
  const { header, start } = readHeader(bytes, fail);
  const tensors = Object.entries(header).filter(([name]) => name !== metadataKey);
  const entries = tensors.map(([name, value]) => {
    const entry = v.safeParse(entrySchema, value);
    return entry.success ? { name, ...entry.output } : fail(`bad entry "${name}"`);
  });
  entries.sort((a, b) => a.data_offsets[0] - b.data_offsets[0]);
  let end = 0;
  const decoded = entries.map(({ name, dtype, shape, data_offsets: [from, to] }) => {
    const size = elementCount(shape) * tensorArrays[dtype].BYTES_PER_ELEMENT;
    if (from !== end || to - from !== size) fail(`"${name}" does not fit its place`);
    end = to;
    if (start + end > bytes.length) fail(`"${name}" is cut`);
    // Not `slice`: a Node Buffer's gives a view, at any alignment.
    const copy = new Uint8Array(bytes.subarray(start + from, start + to));
    return [name, { dtype, shape, data: new tensorArrays[dtype](copy.buffer) }] as const;
  });
  if (start + end !== bytes.length) fail('bytes are left over');
  return new Map(decoded);
}

function readHeader(
  bytes: Uint8Array,
  fail: (what: string) => never,
): { readonly header: object; readonly start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? Infinity : Number(view.getBigUint64(0, true));
  if (length > bytes.length - 8) return fail('the header is cut');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length));
    const header: unknown = JSON.parse(text);
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return { header, start: 8 + length };
  } catch {
    // Falls through: said below.
  }
  return fail('the header is not JSON');
}

const elementSize = ({ data }: TensorData): number => data.BYTES_PER_ELEMENT;
