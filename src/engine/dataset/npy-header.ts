// The header of a .npy file (NumPy Enhancement Proposal 1): type, order, shape, and where the numbers begin.
import { InputError } from '../input-error';
import { isNumberType, numberWidth, type NumberFormat } from './number-types';

export interface NpyHeader extends NumberFormat {
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  /** Byte at which the numbers begin. */
  readonly dataOffset: number;
}

/** No header NumPy writes is longer. */
export const npyHeaderLimit = 65_536;

/** `bytes`: the start of the file, `fileLength`: all of it. Throws InputError naming `file`. */
export function parseNpyHeader(bytes: Uint8Array, fileLength: number, file: string): NpyHeader {
  const refuse = (sentence: string): never => {
    throw new InputError(sentence, { file });
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== '\x93NUMPY') {
    return refuse('This is no .npy file: it does not begin with "\\x93NUMPY".');
  }
  const long = bytes[6] > 1;
  const start = long ? 12 : 10;
  const dataOffset = start + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  if (dataOffset > bytes.length) return refuse('The .npy header is cut off: copy the file again.');
  const text = Buffer.from(bytes.subarray(start, dataOffset)).toString('latin1');
  const fields =
    /^\s*\{(?=.*'descr':\s*'([<>|=]?)(\w+)')(?=.*'fortran_order':\s*(True|False))(?=.*'shape':\s*\(([\d,\sL]*)\))/.exec(
      text,
    );
  if (!fields) return refuse('The array holds no plain numbers: save it with a numeric dtype.');
  const [, order, type, fortran, extents] = fields;
  if (!isNumberType(type)) {
    return refuse(`Arrays of type ${type} are not read: save it as float32.`);
  }
  const shape = (extents.match(/\d+/g) ?? []).map(Number);
  const bytesNeeded = shape.reduce((product, extent) => product * extent, numberWidth(type));
  if (!(bytesNeeded <= fileLength - dataOffset)) {
    return refuse(
      `The header promises an array of ${shape.join(' × ')} but the file is too short for it: copy it again.`,
    );
  }
  return { type, littleEndian: order !== '>', shape, fortranOrder: fortran === 'True', dataOffset };
}
