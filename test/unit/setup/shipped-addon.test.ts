// The addon that is shipped is the one its note describes, and says whose it is.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMPILER_FLAGS, SOURCES } from '../../../src/engine/setup/compile-addon';
import { shippedAddon } from '../../../src/engine/setup/addon';

const platforms = readdirSync('native', { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);

it.each(platforms)('that of %s is what its note says', (platform) => {
  const bytes = readFileSync(join('native', platform, 'tfjs_binding.node'));
  const note = JSON.parse(
    readFileSync(join('native', platform, 'provenance.json'), 'utf8'),
  ) as Record<string, unknown>;
  expect(note).toMatchObject({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sources: [...SOURCES, 'native/older-libstdcxx.cc'],
    flags: COMPILER_FLAGS.join(' '),
  });
});

it('the build puts it where a set-up takes it from, with its licence among the notices', () => {
  for (const platform of platforms)
    expect(readFileSync(shippedAddon(platform)!)).toEqual(
      readFileSync(join('native', platform, 'tfjs_binding.node')),
    );
  expect(shippedAddon('plan9-mips')).toBeUndefined();
  const notices = readFileSync('dist/third-party-notices.txt', 'utf8');
  expect(notices).toContain('@tensorflow/tfjs-node 4.22.0. Copyright 2018-2019 Google LLC');
});
