// The documents hold what they promise: links and files are there, configs are valid, scripts and
// commands exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/config.md',
  'media/README.md',
  'native/README.md',
  'bench/README.md',
  'bench/peers/README.md',
].map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const sources = ['src', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => basename(file)),
);

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found);

/** The anchor that a heading gets on code hosts. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe.each(documents)('$file', ({ file, text }) => {
  it('links to files and headings that are there', () => {
    for (const link of matches(text, /\]\((?!https?:)([^)\s]+)\)/g)) {
      const [path] = link.split('#');
      const heading = link.split('#').at(1);
      const target = path === '' ? file : join(dirname(file), path);
      expect(existsSync(target), link).toBe(true);
      if (heading === undefined) continue;
      const headings = matches(readFileSync(target, 'utf8'), /^#+ (.*)$/gm).map(anchor);
      expect(headings).toContain(heading);
    }
  });

  it('names source files that are there', () => {
    for (const name of matches(text, /`(?:[\w-]+\/)*([\w-]+\.ts)`/g)) {
      expect(sources).toContain(name);
    }
  });

  it('shows configs that are valid', () => {
    const configs = matches(text, /```yaml\n(.*?)```/gs).filter((block) => /^data:/m.test(block));
    for (const config of configs) parseConfig(config, 'shown.contrast.yaml');
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of matches(text, /npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([name]);
  });
});

it('the README names every command', () => {
  const files = sources.filter(
    (file) => file.endsWith('-command.ts') && !file.startsWith('define'),
  );
  const commands = files.map((file) => file.replace('-command.ts', ''));
  expect(commands).not.toHaveLength(0);
  const rows = matches(documents[0].text, /^\| `(\w+)/gm);
  for (const command of commands) expect(rows).toContain(command);
});
