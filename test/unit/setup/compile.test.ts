// The addon where none is shipped: compiled by what is on the PATH, which scripts play here. The
// real compiler is behind `npm run build:addon`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findTensorFlow } from '../../../src/engine/runtime/tensorflow/installation';
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';
import { cpuWheel } from './fake-wheel';
import { setUpFolder } from './set-up-folder';

const place = setUpFolder();
const cpu = { version: '2.20.0', variant: 'cpu' } as const;
const compiled = async () => {
  const index = await place.index([cpuWheel()]);
  return setUpTensorFlow(cpu, { ...place.options(index.url), addon: undefined });
};

/** An npm that packs a package of one file. */
function npm(): void {
  mkdirSync(join(place.folder, 'package'));
  writeFileSync(join(place.folder, 'package', 'package.json'), '{}');
  const archive = join(place.folder, 'sources.tgz');
  execFileSync('/bin/tar', ['-czf', archive, '-C', place.folder, 'package']);
  place.program('npm', `cp '${archive}' .\necho "$2" >> '${place.folder}/packed'`);
}

/** A pip would be found where the tools of the scripts are. */
const noPip = (): void => {
  for (const name of ['pip3', 'pip', 'python3']) place.program(name, 'exit 1');
};

const gxx = (script: string): void => {
  place.program(
    'g++',
    `[ "$*" = --version ] && exit 0\nprintf '%s\\n' "$@" > '${place.folder}/flags'\n${script}`,
  );
};

it('is made from the package’s own sources and the wheel’s headers', async () => {
  noPip();
  npm();
  gxx(`for flag in "$@"; do case "$flag" in -I*) ls -R "\${flag#-I}";; esac; done > '${place.folder}/seen'
while [ "$1" != -o ]; do shift; done; echo compiled > "$2"`);
  const { folder, addon } = await compiled();
  expect(readFileSync(addon, 'utf8')).toBe('compiled\n');
  expect(readFileSync(join(place.folder, 'packed'), 'utf8').trim().split('\n').sort()).toEqual([
    '@tensorflow/tfjs-node@4.22.0',
    'node-api-headers@1.9.0',
  ]);
  const flags = readFileSync(join(place.folder, 'flags'), 'utf8');
  expect(flags).toContain('-Wl,-rpath,$ORIGIN/../lib');
  expect(flags).toContain('-ltensorflow_framework');
  expect(readFileSync(join(place.folder, 'seen'), 'utf8')).toContain('c_api.h');
  expect(findTensorFlow(place.root)?.folder).toBe(folder);
  // What was needed to compile is gone.
  expect(execFileSync('/bin/ls', [folder], { encoding: 'utf8' })).toBe(
    'addon\ninstallation.json\nlib\n',
  );
});

it('cannot be had without a compiler', async () => {
  await expect(compiled()).rejects.toThrow(
    /^there is no addon of TensorFlow for linux on \w+ in this product, and no C\+\+ compiler to make one: install g\+\+/,
  );
  expect(findTensorFlow(place.root)).toBeUndefined();
});

it.each([
  ['npm', 'echo "ENOTFOUND" >&2; exit 1', /npm could not bring .*, from which TensorFlow’s addon/],
  [
    'g++',
    '[ "$*" = --version ] || { echo "no such header" >&2; exit 1; }',
    /addon does not compile: no such header/,
  ],
])('says so where %s fails', async (name, script, sentence) => {
  noPip();
  npm();
  gxx('exit 0');
  place.program(name, script);
  await expect(compiled()).rejects.toThrow(sentence);
  expect(findTensorFlow(place.root)).toBeUndefined();
});
