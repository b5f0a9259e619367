// What a test asks of a program that is to run on the graphics card as a whole.
import { expect } from 'vitest';
import { writeOnnx } from '../../src/engine/graph/onnx/model';
import type { Program } from '../../src/engine/graph/program';
import { nodePlacement } from '../../src/engine/runtime/node-placement';

/** Fails where operations are left to the CPU, or where there are fewer than `fewest`. */
export async function expectOnWebGpu(program: Program, fewest = 1): Promise<void> {
  const { onDevice, onHost } = await nodePlacement(writeOnnx(program));
  expect(onHost).toEqual([]);
  expect(onDevice).toBeGreaterThanOrEqual(fewest);
}
