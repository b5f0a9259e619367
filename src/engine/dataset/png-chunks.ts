// The chunks of a PNG file that make its pixels, once they are known to inflate to what the header says.
import { createInflate } from 'node:zlib';

const pixelChunkTypes = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** The file without text, profiles and frames after the first: what is not read cannot do harm. */
export function pixelChunks(file: Uint8Array): Uint8Array {
  const chunks = [...walk(file)].filter(({ type }) => pixelChunkTypes.includes(type));
  return Buffer.concat([file.subarray(0, 8), ...chunks.map(({ whole }) => whole)]);
}

/** Below this no stream is worth a look: deflate grows by 1032 at most. */
const harmlessStream = 2 ** 16;

/** Throws where the compressed pixels are more than `expected` bytes: a bomb, or damage. */
export async function checkInflatedLength(png: Uint8Array, expected: number): Promise<void> {
  const parts = [...walk(png)].filter(({ type }) => type === 'IDAT').map(({ body }) => body);
  if (parts.reduce((sum, part) => sum + part.length, 0) < harmlessStream) return;
  const inflate = createInflate();
  inflate.end(Buffer.concat(parts));
  let length = 0;
  for await (const piece of inflate) {
    length += (piece as Uint8Array).length;
    if (length > expected) throw new Error('The PNG holds more data than its header says.');
  }
}

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
  /** With length, type and checksum. */
  readonly whole: Uint8Array;
}

function* walk(file: Uint8Array): Generator<Chunk> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 8, type = ''; type !== 'IEND';) {
    if (at + 12 > file.length) throw new Error('The PNG is cut off.');
    const end = at + 12 + view.getUint32(at);
    if (end > file.length) throw new Error('The PNG is cut off.');
    type = Buffer.from(file.subarray(at + 4, at + 8)).toString('latin1');
    yield { type, body: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) };
    at = end;
  }
}
