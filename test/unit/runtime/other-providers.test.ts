// ONNX Runtime's providers that keep no state on their device, with the CPU in their place: by which
// name they are asked for, and that several steps share one journey of the state.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { add } from '../../../src/engine/graph/arithmetic';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { input } from '../../../src/engine/graph/sources';
import * as ort from '../../../src/engine/runtime/library';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

type Create = (model: Uint8Array, options?: ort.SessionOptions) => Promise<ort.InferenceSession>;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Opens sessions on the CPU instead, and notes for which providers, and each run of theirs. */
function standIn(): { readonly providers: unknown[]; readonly runs: string[][] } {
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as Create;
  const [providers, runs]: [unknown[], string[][]] = [[], []];
  const instead: Create = async (model, options) => {
    providers.push(options?.executionProviders);
    const session = await create(model, { ...options, executionProviders: ['cpu'] });
    const run: ort.InferenceSession['run'] = session.run.bind(session);
    return Object.assign(session, {
      run: (feeds: Readonly<Record<string, ort.Tensor>>) => {
        runs.push(Object.keys(feeds).sort());
        return run(feeds);
      },
    });
  };
  vi.spyOn(ort.InferenceSession as { create: Create }, 'create').mockImplementation(instead);
  return { providers, runs };
}

describe.each([
  { provider: 'cuda', name: 'cuda' },
  { provider: 'directml', name: 'dml' },
  { provider: 'coreml', name: 'coreml' },
] as const)('$provider', ({ provider, name }) => {
  it('takes several steps in one run, with the values of single ones', async () => {
    const { providers, runs } = standIn();
    const runtime = new OnnxRuntime({ provider, device: 'a card' });
    const [w, x] = [input('w', [2]), input('x', [2])];
    const step = await runtime.compile({
      outputs: { sum: reduceSum(w, undefined, false) },
      updates: { w: add(w, x) },
    });
    const rounds = [1, 10, 100].map((value) => ({ x: Float32Array.of(value, value) }));
    const start = { w: { shape: [2], data: Float32Array.of(1, 2) } };
    const [once, together] = [runtime.createState(start), runtime.createState(start)];
    const singly = [];
    for (const feeds of rounds) singly.push(await step.run(feeds, once));
    expect(runs).toHaveLength(3);
    expect(await step.runMany?.(rounds, together)).toEqual(singly);
    expect(runs.slice(3)).toEqual([['rounds', 'w', 'x']]);
    expect(await together.read('w')).toEqual(await once.read('w'));
    expect(providers).toEqual([[name], [name]]);
    once.dispose();
    together.dispose();
    await step.dispose();
  });
});
