// Numbers as files hold them (NumPy and IDX types) and how one is read.

/** NumPy's letter and width in bytes: `f4`, `u1`, … */
export type NumberType =
  'b1' | 'i1' | 'u1' | 'i2' | 'u2' | 'f2' | 'i4' | 'u4' | 'f4' | 'i8' | 'u8' | 'f8';

type ReadNumber = (view: DataView, at: number, littleEndian: boolean) => number;

const readers: Readonly<Record<NumberType, ReadNumber>> = {
  b1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  f2: (view, at, little) => halfToNumber(view.getUint16(at, little)),
  i4: (view, at, little) => view.getInt32(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f8: (view, at, little) => view.getFloat64(at, little),
};

export function isNumberType(name: string): name is NumberType {
  return Object.hasOwn(readers, name);
}

export function numberWidth(type: NumberType): number {
  return Number(type[1]);
}

/** A type with its byte order. */
export interface NumberFormat {
  readonly type: NumberType;
  readonly littleEndian: boolean;
}

/** Reads into.length numbers that lie side by side in `bytes`. */
export function readNumbers(
  bytes: Uint8Array,
  { type, littleEndian }: NumberFormat,
  into: { [index: number]: number; readonly length: number },
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[type];
  const width = numberWidth(type);
  for (let i = 0; i < into.length; i++) into[i] = read(view, i * width, littleEndian);
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
