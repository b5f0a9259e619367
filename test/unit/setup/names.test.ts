// Names of wheels, requirements and versions.
import { expect, it } from 'vitest';
import { compareReleases, requirementsOf, satisfies } from '../../../src/engine/setup/requirement';
import { fitsMachine, parseWheelName, platformsOf } from '../../../src/engine/setup/wheel-name';

const machine = { architecture: 'x86_64', glibc: 28 };

it.each([
  ['a-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', true],
  ['a-1.0-py3-none-manylinux2014_x86_64.whl', true],
  ['a-1.0-py2.py3-none-manylinux1_x86_64.whl', true],
  ['a-1.0-1build-cp311-cp311-manylinux_2_28_x86_64.whl', true],
  ['a-1.0-cp311-cp311-manylinux_2_29_x86_64.whl', false],
  ['a-1.0-cp311-cp311-manylinux2014_aarch64.whl', false],
  ['a-1.0-cp311-cp311-musllinux_1_1_x86_64.whl', false],
  ['a-1.0-cp313-cp313-manylinux2014_x86_64.whl', false],
  ['a-1.0-cp311-cp311-win_amd64.whl', false],
])('%s fits a machine with glibc 2.28 on x86_64: %s', (file, fits) => {
  expect(fitsMachine(parseWheelName(file)!, machine)).toBe(fits);
});

it.each(['a-1.0.tar.gz', 'a-1.0.whl', 'a.whl', 'a-1.0-py3-none-any.whl.metadata'])(
  '%s is no wheel',
  (file) => {
    expect(parseWheelName(file)).toBeUndefined();
  },
);

it('names of distributions are normalised', () => {
  expect(parseWheelName('NVIDIA_cuda.nvcc__cu12-1.0-py3-none-any.whl')).toMatchObject({
    distribution: 'nvidia-cuda-nvcc-cu12',
    version: '1.0',
  });
});

it('platforms are those of the machine’s C library and older, the newest first', () => {
  const platforms = platformsOf({ architecture: 'aarch64', glibc: 17 });
  expect(platforms[0]).toBe('manylinux_2_17_aarch64');
  expect(platforms).toContain('manylinux2014_aarch64');
  expect(platforms).toContain('manylinux_2_5_aarch64');
  expect(platforms).not.toContain('manylinux_2_18_aarch64');
  expect(platformsOf({ architecture: 'x86_64', glibc: 12 })).not.toContain('manylinux2014_x86_64');
});

it.each([
  ['12.9.1.4', '<13.0,>=12.5.3.2', true],
  ['12.5.3.1', '<13.0,>=12.5.3.2', false],
  ['13.0', '<13.0,>=12.5.3.2', false],
  ['13.0.1', '<13.0', false],
  ['2.20.0', '==2.20.0', true],
  ['2.20', '==2.20.0', true],
  ['2.20.1', '==2.20.*', true],
  ['2.2.1', '==2.20.*', false],
  ['2.20.1', '!=2.20.*', false],
  ['1.4.7', '~=1.4.2', true],
  ['1.5.0', '~=1.4.2', false],
  ['1.4.1', '~=1.4.2', false],
  ['1.0', '>1.0', false],
  ['1.0', '<=1.0', true],
  ['2.0rc1', '', false],
  ['2.0', '', true],
  ['2.0', '===2.0', false],
])('%s satisfies "%s": %s', (version, specifier, expected) => {
  expect(satisfies(version, specifier)).toBe(expected);
});

it('versions are ordered by their numbers', () => {
  const sorted = ['12.10', '12.9.1', '12.9', '2.0'].toSorted(compareReleases);
  expect(sorted).toEqual(['2.0', '12.9', '12.9.1', '12.10']);
});

it('what is named for all and under extras is read from METADATA, in its old and its new form', () => {
  const metadata = [
    'Requires-Dist: numpy (<2,>=1)',
    "Requires-Dist: nvidia-nccl-cu12 (==2.19.3) ; extra == 'and-cuda'",
    'Requires-Dist: nvidia-cudnn-cu12<10.0,>=9.3.0.75; extra == "and-cuda"',
    'Requires-Dist: nvidia-any[all]; extra == "and-cuda"',
    'Requires-Dist: nvidia-other~=1.0; extra == "more"',
    'Requires-Dist: elsewhere; extra == "other"',
    'Requires-Dist: pywin32; sys_platform == "win32"',
    'Requires-Dist: colour; sys_platform == "win32" and extra == "more"',
    'Summary: Requires-Dist: nothing',
  ].join('\r\n');
  expect(requirementsOf(metadata, ['and-cuda', 'more'])).toEqual([
    { name: 'numpy', specifier: '<2,>=1' },
    { name: 'nvidia-nccl-cu12', specifier: '==2.19.3' },
    { name: 'nvidia-cudnn-cu12', specifier: '<10.0,>=9.3.0.75' },
    { name: 'nvidia-any', specifier: '' },
    { name: 'nvidia-other', specifier: '~=1.0' },
  ]);
});
