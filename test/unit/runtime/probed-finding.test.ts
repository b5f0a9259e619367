// What the answer of a runtime's probe means.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Precision } from '../../../src/engine/config/precision';
import { examine, possibleRuntimes, probedFinding } from '../../../src/engine/runtime/examine';
import type { ProbeFindings } from '../../../src/engine/runtime/probe';
import type { RuntimeName } from '../../../src/engine/runtime/runtime';

const found = (over: Partial<ProbeFindings>): ProbeFindings => ({
  ...{ platform: 'linux', log: '', answer: undefined },
  ...over,
});

it('a right answer is a runtime that works', () => {
  const device = 'TensorFlow 2.20.0';
  const precisions: Precision[] = ['float32', 'bfloat16'];
  const answer = { deviation: 1e-6, device, precisions, milliseconds: 12, drivers: [] };
  expect(probedFinding('tensorflow', found({ answer }))).toEqual({
    ...{ name: 'tensorflow', available: true, device, precisions, milliseconds: 12 },
  });
});

it.each<[string, RuntimeName, Partial<ProbeFindings>, string]>([
  ['a crash', 'tensorflow', { ending: 'SIGSEGV' }, 'SIGSEGV'],
  [
    'wrong numbers',
    'directml',
    { answer: { deviation: 0.1, device: '', precisions: [], drivers: [] } },
    '0.1',
  ],
  [
    'no numbers',
    'coreml',
    { answer: { deviation: null, device: '', precisions: [], drivers: [] } },
    'infinity',
  ],
  ['a failure', 'directml', { answer: { failure: 'no such device\n at x' } }, 'no such device'],
  [
    'a library that is missing',
    'cuda',
    { answer: { failure: 'X: Failed to load shared library' } },
    'not set up',
  ],
])('%s is none, and it says why and what would help', (_, name, over, reason) => {
  const finding = probedFinding(name, found(over));
  expect(finding).toMatchObject({ name, available: false });
  expect(finding).toHaveProperty('reason', expect.stringContaining(reason));
  expect(finding).not.toHaveProperty('reason', expect.stringContaining('\n'));
  expect(finding).toHaveProperty('remedy', expect.stringMatching(/^[A-Z].*\.$/));
});

it('the CPU is tried and timed in a process of its own', async () => {
  const finding = await examine('cpu', true);
  expect(finding).toMatchObject({ name: 'cpu', available: true });
  expect(finding).toHaveProperty('milliseconds', expect.any(Number));
});

describe('on this machine', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.runIf(process.platform === 'linux')('a graphics card without driver is told of', async () => {
    vi.stubEnv('VK_ICD_FILENAMES', '/nowhere.json');
    const finding = await examine('webgpu', true);
    expect(finding).toMatchObject({ name: 'webgpu', available: false });
    expect(finding).toHaveProperty('reason', expect.stringMatching(/driver|Vulkan loader/));
    expect(finding).toHaveProperty('reason', expect.not.stringMatching(/started/));
  });

  it.runIf(possibleRuntimes().includes('cuda'))('CUDA that is not there is told of', async () => {
    vi.stubEnv('NEGATIVE_SPACE_RUNTIMES', '/nowhere');
    const finding = await examine('cuda', true);
    expect(finding).toMatchObject(
      finding.available
        ? { name: 'cuda' }
        : {
            ...{ name: 'cuda', reason: 'it is not set up' },
            remedy: expect.stringContaining('NVIDIA') as string,
          },
    );
  });
});
