import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { crc32c, maskedCrc32c } from '../../../src/engine/runs/crc32c';
import { EventFile } from '../../../src/engine/runs/event-file';
import { decodeSafetensors, encodeSafetensors } from '../../../src/engine/runs/safetensors';
import type { TensorData } from '../../../src/engine/runs/tensor-data';

describe('crc32c', () => {
  it.each([
    ['digits', Buffer.from('123456789'), 0xe3069283],
    ['zeros (RFC 3720)', new Uint8Array(32), 0x8a9136aa],
    ['ones (RFC 3720)', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['rising (RFC 3720)', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    ['falling (RFC 3720)', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
    ['nothing', new Uint8Array(0), 0],
  ])('of %s', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('masked is what TensorFlow writes after a length of 24', () => {
    expect(maskedCrc32c(new Uint8Array([24, 0, 0, 0, 0, 0, 0, 0]))).toBe(0x224b7fa3);
  });
});

describe('safetensors', () => {
  const tensors = new Map<string, TensorData>([
    ['steps', { dtype: 'I64', shape: [], data: new BigInt64Array([-7n]) }],
    ['mask', { dtype: 'BOOL', shape: [3], data: new Uint8Array([1, 0, 1]) }],
    ['w/öß', { dtype: 'F32', shape: [2, 2], data: new Float32Array([1, -2, NaN, 1e-40]) }],
    ['half', { dtype: 'F16', shape: [1], data: new Uint16Array([0x3c00]) }],
    ['empty', { dtype: 'F64', shape: [0, 5], data: new Float64Array(0) }],
  ]);

  it.each([
    ['an array', (bytes: Uint8Array) => bytes],
    ['a Buffer', (bytes: Uint8Array) => Buffer.from(bytes)],
  ])('come back from %s as they went', (_, wrap) => {
    const decoded = decodeSafetensors(wrap(encodeSafetensors(tensors)), 'a');
    expect(new Map([...decoded].sort())).toEqual(new Map([...tensors].sort()));
  });

  it('may be none, and may lie in the middle of a buffer', () => {
    const bytes = encodeSafetensors(new Map());
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeSafetensors(shifted.subarray(3), 'a')).toEqual(new Map());
  });

  it('write the view, not the buffer it looks into', () => {
    const data = new Float32Array([0, 1, 2, 3]).subarray(1, 3);
    const bytes = encodeSafetensors(new Map([['x', { dtype: 'F32', shape: [2], data }]]));
    expect(decodeSafetensors(bytes, 'a').get('x')?.data).toEqual(new Float32Array([1, 2]));
  });

  it('refuse a tensor whose shape and data differ', () => {
    const wrong: TensorData = { dtype: 'F32', shape: [3], data: new Float32Array(2) };
    expect(() => encodeSafetensors(new Map([['x', wrong]]))).toThrow(/2 elements for shape \[3\]/);
  });

  const entry = (offsets: readonly number[], shape = [1], dtype = 'F32') => ({
    dtype,
    shape,
    data_offsets: offsets,
  });
  it.each([
    ['nothing', new Uint8Array(0)],
    ['a header longer than the file', withHeader({}, 0, 1000)],
    ['a header longer than any file', new Uint8Array(16).fill(0xff)],
    ['a header that is no JSON', withHeader('{', 0)],
    ['a header that is a list', withHeader([], 0)],
    ['a tensor beyond the end', withHeader({ a: entry([0, 4]) }, 3)],
    ['bytes left over', withHeader({ a: entry([0, 4]) }, 5)],
    ['a size that lies', withHeader({ a: entry([0, 4], [2]) }, 4)],
    ['a size beyond all numbers', withHeader({ a: entry([0, 4], [2 ** 52, 2 ** 52]) }, 4)],
    ['a negative size', withHeader({ a: entry([0, 4], [-1]) }, 4)],
    ['a fractional size', withHeader({ a: entry([0, 4], [0.5, 2]) }, 4)],
    ['overlap', withHeader({ a: entry([0, 4]), b: entry([0, 4]) }, 4)],
    ['a hole', withHeader({ a: entry([0, 4]), b: entry([8, 12]) }, 12)],
    ['offsets that run backwards', withHeader({ a: entry([4, 0]) }, 4)],
    ['an unknown type', withHeader({ a: entry([0, 4], [1], 'toString') }, 4)],
    ['a missing type', withHeader({ a: { shape: [1], data_offsets: [0, 4] } }, 4)],
  ])('refuse %s', (_, bytes) => {
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow(InputError);
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow(/^bad\.safetensors: not a/);
  });

  it('refuse every cut of a whole file', () => {
    const bytes = encodeSafetensors(tensors);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeSafetensors(bytes.subarray(0, length), 'cut')).toThrow(InputError);
  });

  it('pass over metadata', () => {
    const bytes = withHeader({ __metadata__: { format: 'pt' }, a: entry([0, 4]) }, 4);
    expect([...decodeSafetensors(bytes, 'a').keys()]).toEqual(['a']);
  });
});

describe('EventFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'events-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds the scalars in frames whose checksums are right', async () => {
    const now = new Date('2025-01-31T12:00:00.500Z');
    const file = await EventFile.create(folder, now);
    await file.append(3, { loss: 0.5, 'knn/top1': 0.75 }, now);
    await file.append(4, { loss: NaN }, now);
    const events = readEvents(await readFile(file.path));
    expect(events).toEqual([
      { time: 1738324800.5, step: 0, version: 'brain.Event:2', scalars: {} },
      { time: 1738324800.5, step: 3, scalars: { loss: 0.5, 'knn/top1': 0.75 } },
      { time: 1738324800.5, step: 4, scalars: { loss: NaN } },
    ]);
    expect(file.path).toContain('events.out.tfevents.1738324800.');
  });

  it('never takes the name of another, and says where it starts again', async () => {
    const now = new Date('2025-02-01T00:00:00Z');
    const first = await EventFile.create(folder, now);
    const second = await EventFile.create(folder, now, 12);
    expect(second.path).not.toBe(first.path);
    expect(readEvents(await readFile(second.path))[1]).toMatchObject({ step: 12, status: 1 });
    expect((await readdir(folder)).every((name) => name.includes('tfevents'))).toBe(true);
  });
});

/** A safetensors file by hand. */
function withHeader(header: object | string, size: number, stated?: number): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(stated ?? text.length));
  return Buffer.concat([length, text, Buffer.alloc(size)]);
}

interface ReadEvent {
  time: number;
  step: number;
  version?: string;
  status?: number;
  scalars: Record<string, number>;
}

function readEvents(bytes: Buffer): ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(at));
    const message = bytes.subarray(at + 12, at + 12 + length);
    expect(bytes.readUInt32LE(at + 8)).toBe(maskedCrc32c(bytes.subarray(at, at + 8)));
    expect(bytes.readUInt32LE(at + 12 + length)).toBe(maskedCrc32c(message));
    events.push(readEvent(message));
    at += length + 16;
  }
  return events;
}

function readEvent(message: Uint8Array): ReadEvent {
  const event: ReadEvent = { time: 0, step: 0, scalars: {} };
  return new PbfReader(message).readFields((tag, result, pbf) => {
    if (tag === 1) result.time = pbf.readDouble();
    if (tag === 2) result.step = pbf.readVarint();
    if (tag === 3) result.version = pbf.readString();
    if (tag === 5) pbf.readMessage(readValue, result);
    if (tag === 7)
      pbf.readMessage((_, log, inner) => {
        log.status = inner.readVarint();
      }, result);
  }, event);
}

function readValue(_: number, event: ReadEvent, pbf: PbfReader): void {
  const value = pbf.readMessage(
    (tag, result, inner) => {
      if (tag === 1) result.tag = inner.readString();
      if (tag === 2) result.value = inner.readFloat();
    },
    { tag: '', value: 0 },
  );
  event.scalars[value.tag] = value.value;
}
