// Every operation and composition on the CPU against naive loops and central differences.
import { describe, expect, it } from 'vitest';
import { programNodes } from '../../../src/engine/graph/program';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { compositionCases } from './cases/compositions';
import { operationCases } from './cases/operations';
import { buildCase, checkCase } from './check-case';

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'CPU', threads: 1 });

describe.each(Object.entries(operationCases))('%s', (operation, cases) => {
  it('has cases, and they use it', () => {
    const used = cases.flatMap((row) => programNodes({ outputs: { y: buildCase(row).output } }));
    expect(used.map((node) => node.operation)).toContain(operation);
  });

  it.each(cases)('$title', async (row) => {
    await checkCase(runtime, row);
  });
});

describe.each(Object.entries(compositionCases))('%s', (_, cases) => {
  it.each(cases)('$title', async (row) => {
    await checkCase(runtime, row);
  });
});
