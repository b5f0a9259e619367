// Set-ups by pip, which is played by a script.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { findTensorFlow } from '../../../src/engine/runtime/tensorflow/installation';
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';
import { findPip } from '../../../src/engine/setup/pip';
import { mayBeMissing } from '../../missing';
import { cpuWheel } from './fake-wheel';
import { setUpFolder } from './set-up-folder';

// Before the tests change the PATH.
const noPip = mayBeMissing((await findPip()) ? undefined : 'there is no pip');
const { PATH } = process.env;
const place = setUpFolder();
const cpu = { version: '2.20.0', variant: 'cpu' } as const;
const wheel = cpuWheel();

/** A pip that knows its version; `script` says how it downloads, with the folder in $dest. */
function pip(script: string): void {
  writeFileSync(join(place.folder, wheel.name), wheel.bytes);
  place.program(
    'pip3',
    `if [ "$*" = --version ]; then echo "pip 99.1 from here (python 3)"; exit 0; fi
printf '%s\\n' "$@" > '${place.folder}/arguments'
while [ "$1" != --dest ]; do shift; done
dest="$2"
${script}`,
  );
}

const copies = (): string => `cp '${place.folder}/${wheel.name}' "$dest"`;
const passed = (): string[] => readFileSync(join(place.folder, 'arguments'), 'utf8').split('\n');

it('takes pip where one is found, as it is set up', async () => {
  pip(copies());
  expect(await setUpTensorFlow(cpu, place.options())).toMatchObject({ isNew: true });
  expect(place.said[0]).toBe(
    'Bringing TensorFlow 2.20.0 by pip 99.1; it checks the SHA-256 that the package index publishes.',
  );
  expect(passed()).toContain('tensorflow-cpu==2.20.0');
  expect(passed()).toContain('--no-deps');
  expect(passed().join()).toMatch(/,--platform,manylinux2014_\w+,/);
  expect(passed()).not.toContain('--index-url');
});

it('gives pip the index that was asked for', async () => {
  pip(copies());
  await setUpTensorFlow(cpu, place.options('https://mirror.example/simple'));
  expect(passed().at(passed().indexOf('--index-url') + 1)).toBe('https://mirror.example/simple');
});

it('asks pip once for what is whole, also where it could not be unpacked', async () => {
  pip(`echo >> '${place.folder}/asked'\n${copies()}`);
  const options = place.options();
  let asked = 0;
  const freeSpace = () => Promise.resolve(++asked === 1 ? 2e9 : 0);
  await expect(setUpTensorFlow(cpu, { ...options, freeSpace })).rejects.toThrow(/unpacking it/);
  await setUpTensorFlow(cpu, options);
  expect(readFileSync(join(place.folder, 'asked'), 'utf8')).toBe('\n');
});

it('says how far pip is, from the file that grows', async () => {
  pip(`echo "  Downloading ${wheel.name} (2.0 MB)"
head -c 1000000 /dev/zero > "$TMPDIR/half"
while [ ! -e '${place.folder}/go-on' ]; do sleep 0.05; done
rm "$TMPDIR/half"
${copies()}`);
  const set = setUpTensorFlow(cpu, place.options());
  await vi.waitFor(
    () => {
      expect(place.progress).toContainEqual({
        task: 'downloading tensorflow-cpu',
        done: 1e6,
        total: 2e6,
      });
    },
    { timeout: 20_000 },
  );
  writeFileSync(join(place.folder, 'go-on'), '');
  await set;
});

it.each([
  [
    'ERROR: No matching distribution found for tensorflow-cpu==2.20.0',
    'the package index has no tensorflow-cpu==2.20.0 for this machine',
  ],
  [
    'WARNING: Retrying after connection broken by NewConnectionError(Failed to establish a new connection)\nERROR: No matching distribution found',
    'pip cannot reach its package index to bring tensorflow-cpu==2.20.0: go online',
  ],
  [
    'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
    'tensorflow-cpu==2.20.0 has another SHA-256 than its index publishes, and pip discarded it',
  ],
  [
    'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
    'the disk is full, and tensorflow-cpu==2.20.0 did not fit: make room',
  ],
  ['ERROR: something new', 'pip could not bring tensorflow-cpu==2.20.0: ERROR: something new'],
])('says in a sentence that pip said: %s', async (words, sentence) => {
  pip(`cat >&2 <<'END'\n${words}\nEND\nexit 1`);
  await expect(setUpTensorFlow(cpu, place.options())).rejects.toThrow(sentence);
  expect(findTensorFlow(place.root)).toBeUndefined();
});

it('stops pip when it is asked to', async () => {
  pip(`echo $$ > '${place.folder}/pid'\nexec sleep 600`);
  const controller = new AbortController();
  const set = setUpTensorFlow(cpu, { ...place.options(), signal: controller.signal });
  const pid = await vi.waitFor(
    () => Number(/^\d+\n/.exec(readFileSync(join(place.folder, 'pid'), 'utf8'))![0]),
    { timeout: 20_000 },
  );
  controller.abort(new Error('enough'));
  await expect(set).rejects.toThrow('enough');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it.skipIf(noPip)(
  'a real pip brings from an index, and discards what is not as published',
  async () => {
    vi.stubEnv('PATH', PATH);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    const index = await place.index([wheel]);
    index.faults.sha256 = 'wrong';
    await expect(setUpTensorFlow(cpu, place.options(index.url))).rejects.toThrow(
      'tensorflow-cpu==2.20.0 has another SHA-256 than its index publishes, and pip discarded it',
    );
    index.faults.sha256 = undefined;
    expect(await setUpTensorFlow(cpu, place.options(index.url))).toMatchObject({ isNew: true });
  },
);
