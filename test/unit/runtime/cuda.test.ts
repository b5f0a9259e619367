// CUDA through ONNX Runtime, as far as it goes without a graphics card: which files are loaded, and what
// is said where no session can be opened.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cudaAbsence } from '../../../src/engine/runtime/cuda/absence';
import { preloaded } from '../../../src/engine/runtime/cuda/installation';
import { CUDA_FOLDER } from '../../../src/engine/runtime/cuda/load';
import { nativeLibraryFile } from '../../../src/engine/runtime/library';
import { nvidiaCard, nvidiaDriverRelease } from '../../../src/engine/runtime/nvidia';
import { probe } from '../../../src/engine/runtime/probe';
import { tryCuda } from '../../../src/engine/setup/try-cuda';

const folder = mkdtempSync(join(tmpdir(), 'cuda-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const LOADING = 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library';
const missing = (file: string): string =>
  `[E:onnxruntime] Failed to load library /x/libonnxruntime_providers_cuda.so with error: ${file}: cannot open shared object file: No such file or directory`;

it.each([
  ['no driver', LOADING, missing('libcuda.so.1'), 'no NVIDIA driver is installed', true],
  ['a library of NVIDIA’s that is gone', LOADING, missing('libcublasLt.so.13'), 'Lt.so.13', false],
  [
    'a provider that is not there',
    LOADING,
    missing('/x/libonnxruntime_providers_shared.so'),
    'it is not set up',
    false,
  ],
  ['no log', LOADING, '', 'it is not set up', false],
  [
    'no card',
    'CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=vm ; expr=cudaSetDevice',
    '',
    'CUDA finds no NVIDIA graphics card',
    true,
  ],
  [
    'an old driver',
    'CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1',
    '',
    'the NVIDIA driver is too old',
    true,
  ],
])(
  '%s is recognised, and whether the machine is at fault',
  (_, failure, log, reason, ofMachine) => {
    const absence = cudaAbsence(failure, log, true, []);
    expect(absence?.reason).toContain(reason);
    expect(absence?.remedy).toMatch(/^[A-Z].*\.$/);
    expect(absence?.ofMachine ?? false).toBe(ofMachine);
  },
);

it('who has a card is told how to set CUDA up, and who has none is told that', () => {
  expect(cudaAbsence(LOADING, '', true, [])?.remedy).toContain('negative-space setup cuda');
  expect(cudaAbsence(LOADING, '', false, [])?.remedy).not.toContain('setup');
});

it('what was set up for another ONNX Runtime is told of', () => {
  const absence = cudaAbsence(LOADING, missing('libonnxruntime_providers_shared.so'), true, [
    '1.0.0',
  ]);
  expect(absence?.reason).toMatch(
    /^it is set up for ONNX Runtime 1\.0\.0, and this is 1\.\d+\.\d+$/,
  );
  expect(absence?.remedy).toContain('setup cuda --remove');
});

it('what is none of these is left to others', () => {
  expect(cudaAbsence('CUDNN failure 1: CUDNN_STATUS_NOT_INITIALIZED', '')).toBeUndefined();
});

it('NVIDIA’s libraries are loaded each after those that it needs', () => {
  const files = ['libcublas.so.13', 'libnvblas.so.13', 'libcublasLt.so.13', 'libcudart.so.13'];
  const lying = files.map((name) => join('cu13/lib', name));
  expect(preloaded([...lying, 'cudnn/lib/libcudnn.so.9', 'cudnn/lib/libcudnn_ops.so.9'])).toEqual([
    'cu13/lib/libcudart.so.13',
    'cu13/lib/libcublasLt.so.13',
    'cu13/lib/libcublas.so.13',
    'cudnn/lib/libcudnn.so.9',
  ]);
});

it.each([
  ['NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 2023', 535],
  ['NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build', 580],
  ['GCC version:  gcc version 12.2.0', undefined],
])('the release of the driver is read from: %s', (line, release) => {
  const file = join(folder, 'version');
  writeFileSync(file, `${line}\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n`);
  expect(nvidiaDriverRelease(file)).toBe(release);
  expect(nvidiaDriverRelease(join(folder, 'none'))).toBeUndefined();
});

it('a card is called by its name where there is one, or several alike', () => {
  const cards = join(folder, 'gpus');
  const add = (slot: string, model: string): void => {
    mkdirSync(join(cards, slot), { recursive: true });
    writeFileSync(join(cards, slot, 'information'), `Model: \t\t ${model}\nIRQ:   1\n`);
  };
  expect(nvidiaCard(cards)).toBeUndefined();
  add('0', 'NVIDIA L4');
  add('1', 'NVIDIA L4');
  expect(nvidiaCard(cards)).toBe('NVIDIA L4');
  add('2', 'NVIDIA T4');
  expect(nvidiaCard(cards)).toBeUndefined();
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('in a process', () => {
  const environment = { [CUDA_FOLDER]: folder };
  const signal = new AbortController().signal;

  beforeAll(() => {
    mkdirSync(join(folder, 'lib'));
    mkdirSync(join(folder, 'nvidia'));
    copyFileSync(nativeLibraryFile()!, join(folder, 'lib/libonnxruntime.so.1'));
  });

  it('ONNX Runtime is the copy: it looks for its provider there', async () => {
    const { answer, log } = await probe({ name: 'cuda', environment });
    expect(answer).toEqual({
      failure: expect.stringMatching(/Failed to load shared library/) as string,
    });
    expect(log).toContain(join(folder, 'lib/libonnxruntime_providers_'));
  });

  it('the copy computes on the processor as the original does', async () => {
    const { answer } = await probe({ name: 'cpu', environment });
    expect(answer).toMatchObject({ deviation: 0 });
  });

  it('a library that cannot be loaded is told of, as one to be brought anew', async () => {
    writeFileSync(join(folder, 'nvidia/libcudart.so.13'), 'no library');
    await expect(tryCuda(folder, { signal, withoutCard: true })).rejects.toThrow(
      /^CUDA does not run on this machine: .*libcudart\.so\.13.*setup cuda/,
    );
  });

  it('a broken copy leaves the processor to the product’s own', async () => {
    writeFileSync(join(folder, 'lib/libonnxruntime.so.1'), 'no library');
    const { answer } = await probe({ name: 'cpu', environment });
    expect(answer).toMatchObject({ deviation: 0 });
  });

  it('ends when it is asked to', async () => {
    const controller = new AbortController();
    const trying = tryCuda(folder, { signal: controller.signal, withoutCard: true });
    controller.abort(new Error('enough'));
    await expect(trying).rejects.toThrow('enough');
  });
});
