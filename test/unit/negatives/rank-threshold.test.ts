// The largest of each row by bisection against a sort.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add } from '../../../src/engine/graph/arithmetic';
import { cast } from '../../../src/engine/graph/comparison';
import { input } from '../../../src/engine/graph/sources';
import { largest } from '../../../src/engine/negatives/rank-threshold';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Executable, Runtime } from '../../../src/engine/runtime/runtime';
import { useVulkan } from '../vulkan';

const WIDTH = 150;
const random = Random.stream(2, 'rows');
const row = (value: (i: number) => number): number[] =>
  Array.from({ length: WIDTH }, (_, i) => Math.fround(value(i)));

const rows: Record<string, number[]> = {
  'normal values': row(() => random.normal()),
  cosines: row(() => random.uniform(-1, 1)),
  'all equal': row(() => 0.3),
  'all zero': row(() => 0),
  'two values': row((i) => (i % 3 === 0 ? 1 : -1)),
  'whole numbers': row(() => random.integer(7)),
  'near one': row(() => 1 - random.integer(5) * 2 ** -22),
  'large values': row(() => 1e6 * random.normal()),
  'some left out': row((i) => (i % 2 === 0 ? -Infinity : random.normal())),
  'equal ones and some left out': row((i) => (i % 4 === 0 ? -Infinity : 0.5)),
  'one left': row((i) => (i === 77 ? -0.25 : -Infinity)),
  'none left': row(() => -Infinity),
};
const names = Object.keys(rows);
const ranksOf = (share: number): number[] =>
  names.map((name) => Math.floor(share * rows[name].filter(Number.isFinite).length));

function naive(values: readonly number[], rank: number): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[b] - values[a] || a - b);
  const taken = new Set(order.slice(0, rank));
  return values.map((_, i) => Number(taken.has(i)));
}

async function check(runtime: Runtime, ranks: readonly number[]): Promise<void> {
  const x = input('x', [names.length, WIDTH]);
  const mask = cast(largest(x, input('rank', [names.length, 1])), 'float32');
  const executable = await runtime.compile({ outputs: { mask } });
  const results = await executable.run({
    x: Float32Array.from(names.flatMap((name) => rows[name])),
    rank: Float32Array.from(ranks),
  });
  await executable.dispose();
  const flat = Array.from(results.mask as Float32Array);
  names.forEach((name, i) => {
    const found = flat.slice(i * WIDTH, (i + 1) * WIDTH);
    expect(found, `${name}, rank ${ranks[i]}`).toEqual(naive(rows[name], ranks[i]));
  });
}

const shares = [0, 0.01, 0.3, 0.5, 0.77, 0.999, 1];

describe('largest', () => {
  const cpu = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  it.each(shares)('is the start of a stable sort, share %d of each row', async (share) => {
    await check(cpu, ranksOf(share));
  });
});

const absence = await useVulkan();
describe.skipIf(absence)(`largest on WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  const webgpu = new OnnxRuntime({ provider: 'webgpu', device: 'WebGPU' });
  let held: Executable;
  beforeAll(async () => {
    // The device lives as long as one session does: without this, every case would make its own.
    held = await webgpu.compile({ outputs: { y: add(input('x', [1]), 1) } });
  });
  afterAll(() => held.dispose());
  it.each(shares)('is the start of a stable sort, share %d of each row', async (share) => {
    await check(webgpu, ranksOf(share));
  });
});
