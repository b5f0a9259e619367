// Just enough of a Parquet writer for the tests: one row group, plain encoding, no compression.

/** A Thrift value in the compact protocol: its type and bytes. */
interface Value {
  readonly type: number;
  readonly bytes: readonly number[];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

const i32 = (value: number): Value => ({ type: 5, bytes: varint(value * 2) });
const i64 = (value: number): Value => ({ type: 6, bytes: varint(value * 2) });
const text = (value: string): Value => {
  const bytes = Buffer.from(value);
  return { type: 8, bytes: [...varint(bytes.length), ...bytes] };
};
const list = (items: readonly Value[]): Value => ({
  type: 9,
  bytes: [
    ...[0xf0 | items[0].type],
    ...varint(items.length),
    ...items.flatMap(({ bytes }) => bytes),
  ],
});
function struct(fields: Readonly<Record<number, Value | undefined>>): Value {
  const bytes: number[] = [];
  let last = 0;
  for (const [id, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    bytes.push(((Number(id) - last) << 4) | value.type, ...value.bytes);
    last = Number(id);
  }
  return { type: 12, bytes: [...bytes, 0] };
}

export interface Column {
  readonly path: readonly string[];
  /** Parquet's physical types: 2 = int64, 4 = float, 6 = bytes. */
  readonly type: 2 | 4 | 6;
  readonly utf8?: boolean;
  /** Plain values; for a `repeated` column those of all rows one after the other. */
  readonly values: readonly (number | string | Uint8Array)[];
  /** Values in each row, where the column is repeated. */
  readonly each?: number;
}

/** Columns below one name (`['image', 'bytes']`) must follow each other; `groups` lists these names. */
export function parquet(
  rows: number,
  columns: readonly Column[],
  groups: readonly string[] = [],
): Uint8Array {
  const pages = columns.map(page);
  let at = 4;
  const chunks = columns.map((column, i) => {
    const meta = struct({
      1: i32(column.type),
      2: list([i32(0), i32(3)]),
      3: list(column.path.map(text)),
      4: i32(0),
      5: i64(column.values.length),
      6: i64(pages[i].length),
      7: i64(pages[i].length),
      9: i64(at),
    });
    const chunk = struct({ 2: i64(at), 3: meta });
    at += pages[i].length;
    return chunk;
  });
  const group = struct({ 1: list(chunks), 2: i64(at - 4), 3: i64(rows) });
  const footer = Buffer.from(
    struct({ 1: i32(1), 2: list(schema(columns, groups)), 3: i64(rows), 4: list([group]) }).bytes,
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([Buffer.from('PAR1'), ...pages, footer, length, Buffer.from('PAR1')]);
}

function schema(columns: readonly Column[], groups: readonly string[]): Value[] {
  const top = new Set(columns.map(({ path }) => path[0]));
  const leaf = (column: Column): Value =>
    struct({
      1: i32(column.type),
      3: i32(column.each === undefined ? 0 : 2),
      4: text(column.path.at(-1) ?? ''),
      6: column.utf8 ? i32(0) : undefined,
    });
  const below = (name: string): Value[] => {
    const inside = columns.filter(({ path }) => path[0] === name);
    const leaves = inside.map(leaf);
    if (!groups.includes(name)) return leaves;
    return [struct({ 3: i32(0), 4: text(name), 5: i32(inside.length) }), ...leaves];
  };
  return [struct({ 4: text('root'), 5: i32(top.size) }), ...[...top].flatMap(below)];
}

function page({ type, values, each }: Column): Uint8Array {
  const body = Buffer.concat([
    ...levels(values.length, each),
    ...values.map((value) => plain(type, value)),
  ]);
  const data = struct({ 1: i32(values.length), 2: i32(0), 3: i32(3), 4: i32(3) });
  const header = struct({ 1: i32(0), 2: i32(body.length), 3: i32(body.length), 5: data });
  return Buffer.concat([Uint8Array.from(header.bytes), body]);
}

/** Repetition (0 begins a row) and definition (all present), one run for each value, one bit wide. */
function levels(count: number, each: number | undefined): Uint8Array[] {
  if (each === undefined) return [];
  const runs = (level: (i: number) => number): Uint8Array => {
    const bytes = Array.from({ length: count }, (_, i) => [2, level(i)]).flat();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, Uint8Array.from(bytes)]);
  };
  return [runs((i) => Number(i % each > 0)), runs(() => 1)];
}

function plain(type: Column['type'], value: number | string | Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(type === 4 ? 4 : 8);
  if (type === 4) bytes.writeFloatLE(Number(value));
  else if (type === 2) bytes.writeBigInt64LE(BigInt(Number(value)));
  else {
    const content = Buffer.from(value as string);
    bytes.writeUInt32LE(content.length);
    return Buffer.concat([bytes.subarray(0, 4), content]);
  }
  return bytes;
}
