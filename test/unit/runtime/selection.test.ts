// The doctor's report and the choice of a runtime, on findings that the tests make up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { doctor } from '../../../src/engine/runtime/doctor';
import { possibleRuntimes, type Examine } from '../../../src/engine/runtime/examine';
import type { Finding } from '../../../src/engine/runtime/finding';
import type { RuntimeName } from '../../../src/engine/runtime/runtime';
import { chooseRuntime, selectRuntime } from '../../../src/engine/runtime/select-runtime';
import { probeWebGpu } from '../../../src/engine/runtime/webgpu-probe';

const cpu: Finding = { name: 'cpu', available: true, device: 'EPYC, 2 threads', milliseconds: 40 };
const card = (milliseconds: number): Finding => ({
  ...{ name: 'webgpu', available: true, device: 'NVIDIA (Vulkan)', milliseconds },
});
const software: Finding = {
  ...{ name: 'webgpu', available: true, device: 'Vulkan, libvulkan_lvp.so', software: true },
};
const absent: Finding = {
  ...{ name: 'webgpu', available: false, reason: 'no graphics card was found' },
  remedy: 'Install its driver.',
};
const noTensorFlow: Finding = {
  ...{ name: 'tensorflow', available: false, reason: 'it is not set up', remedy: 'Set it up.' },
};

let folder: string;
let examined: RuntimeName[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selection-'));
  examined = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A machine on which nothing is found but this. */
const machine =
  (...findings: Finding[]): Examine =>
  (name) => {
    examined.push(name);
    const none: Finding = { name, available: false, reason: 'there is none' };
    return Promise.resolve([cpu, ...findings].find((each) => each.name === name) ?? none);
  };

const never: Examine = (name) => Promise.reject(new Error(`${name} was tried without need`));

describe('with a precision', () => {
  const narrow: Finding = {
    ...{ name: 'webgpu', available: true, device: 'NVIDIA (Vulkan)', milliseconds: 60 },
    precisions: ['float32', 'float16'],
  };

  it('auto takes what computes in it, be it slower in float32', async () => {
    const options = { examine: machine(narrow), folder, precision: 'float16' } as const;
    const { runtime, others } = await chooseRuntime('auto', options);
    expect(runtime).toMatchObject({ name: 'webgpu', precisions: ['float32', 'float16'] });
    expect(others.cpu).toBe('It gains nothing from float16.');
  });

  it('auto says where it is to be had if nothing computes in it', async () => {
    const options = { examine: machine(narrow), folder, precision: 'bfloat16' } as const;
    await expect(chooseRuntime('auto', options)).rejects.toThrow(
      /^No runtime of this machine gains from train.precision: bfloat16\. TensorFlow .* float32\.$/,
    );
  });

  it.each(['cpu', 'webgpu'] as const)('%s by name is refused without it', async (name) => {
    const options = { examine: machine(card(4)), folder, precision: 'float16' } as const;
    await expect(selectRuntime(name, options)).rejects.toThrow(InputError);
    await expect(selectRuntime(name, options)).rejects.toThrow(/gains nothing from .*: float16/);
    expect((await selectRuntime(name, { ...options, precision: 'float32' })).name).toBe(name);
  });
});

describe('auto', () => {
  it.each([
    ['a card that is faster', card(4), 'webgpu'],
    ['a card that is slower', card(60), 'cpu'],
    ['a card that is hardly faster', card(38), 'cpu'],
    ['software', software, 'cpu'],
    ['no card', absent, 'cpu'],
  ] as const)('with %s takes the fastest that works', async (_, finding, name) => {
    const { runtime } = await chooseRuntime('auto', { examine: machine(finding), folder });
    expect(runtime.name).toBe(name);
  });

  it('says of each other why not, and what would help', async () => {
    const options = { examine: machine(card(4), noTensorFlow), folder };
    const { others } = await chooseRuntime('auto', options);
    expect(others).toMatchObject({
      cpu: 'It is slower: 40 ms a step, where webgpu takes 4.0 ms.',
      tensorflow: 'It is not set up. Set it up.',
    });
    expect(others).not.toHaveProperty('webgpu');
  });

  it('does not take what has failed', async () => {
    const excluded = new Set(['webgpu'] as const);
    const options = { examine: machine(card(4)), folder, excluded };
    const { runtime, others } = await chooseRuntime('auto', options);
    expect(runtime.name).toBe('cpu');
    expect(others.webgpu).toBe('It failed in this run.');
  });

  it('remembers what it has found', async () => {
    await chooseRuntime('auto', { examine: machine(card(4)), folder });
    expect(examined).toEqual(possibleRuntimes());
    const { runtime } = await chooseRuntime('auto', { examine: never, folder });
    expect(runtime).toMatchObject({ name: 'webgpu', device: 'NVIDIA (Vulkan)' });
  });

  it('works where nothing can be remembered', async () => {
    const nowhere = join(folder, 'survey.json', 'no-folder');
    await chooseRuntime('auto', { examine: machine(), folder });
    const { runtime } = await chooseRuntime('auto', { examine: machine(), folder: nowhere });
    expect(runtime.name).toBe('cpu');
  });
});

describe('a runtime by name', () => {
  it('cpu is not tried first, and its device tells the threads', async () => {
    const device = async (threads: number) =>
      (await selectRuntime('cpu', { examine: never, threads })).device;
    expect(await device(1)).toMatch(/, 1 thread$/);
    expect(await device(3)).toMatch(/, 3 threads$/);
  });

  it('software is given to who asks for it, and says so', async () => {
    const runtime = await selectRuntime('webgpu', { examine: machine(software) });
    expect(runtime).toMatchObject({
      name: 'webgpu',
      device: expect.stringMatching(/^software/) as unknown,
    });
  });

  it.each([
    [
      'webgpu',
      absent,
      'WebGPU is not available: no graphics card was found. Install its driver. Or choose the runtime cpu.',
    ],
    [
      'tensorflow',
      noTensorFlow,
      'TensorFlow is not available: it is not set up. Set it up. Or choose the runtime cpu.',
    ],
  ] as const)(
    '%s that is not there is refused with what helps',
    async (name, finding, sentence) => {
      const refusal = selectRuntime(name, { examine: machine(finding) });
      await expect(refusal).rejects.toThrow(InputError);
      await expect(refusal).rejects.toThrow(sentence);
    },
  );

  it.each([0, -1, 1.5, NaN])('%d threads are refused', async (threads) => {
    await expect(selectRuntime('cpu', { threads })).rejects.toThrow(/number of threads/);
  });
});

describe('doctor', () => {
  it.each([
    [card(4), 'webgpu', /NVIDIA.*10 times as fast/, true],
    [software, 'cpu', /nothing faster/, true],
    [absent, 'cpu', /nothing faster/, false],
  ] as const)('with %o chooses %s and says why', async (finding, chosen, reason, available) => {
    const report = await doctor({ examine: machine(finding), folder });
    expect(report).toMatchObject({ chosen, reason: expect.stringMatching(reason) as unknown });
    const webgpu = report.backends.find(({ name }) => name === 'webgpu');
    expect(webgpu?.available).toBe(available);
    expect(report.backends[0]).toMatchObject({ name: 'cpu', available: true, milliseconds: 40 });
    expect(report.processor.cores).toBeGreaterThan(0);
  });

  it('every provider that is not taken has a reason', async () => {
    const { backends, chosen } = await doctor({ examine: machine(absent), folder });
    for (const { name, whyNot = '' } of backends) expect(whyNot.length > 10).toBe(name !== chosen);
    expect(new Set(backends.map(({ name }) => name)).size).toBe(backends.length);
  });

  it('tries everything anew where it is asked to', async () => {
    await doctor({ examine: machine(absent), folder });
    const { chosen } = await doctor({ examine: machine(card(4)), folder });
    expect(chosen).toBe('cpu');
    const anew = await doctor({ examine: machine(card(4)), folder, again: true });
    expect(anew.chosen).toBe('webgpu');
    expect((await doctor({ examine: never, folder })).chosen).toBe('webgpu');
  });
});

it('the probe’s own process answers on this machine', async () => {
  const adapter = await probeWebGpu();
  if (adapter.kind === 'absent') expect(adapter.reason).not.toMatch(/process|exit code/);
  else expect(adapter.name).not.toBe('');
});
