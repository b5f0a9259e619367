import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { readReviews, reviewFile } from '../../../src/engine/train/relations/review-file';
import { configOf, inWorkspace } from './job';

const read = (text: string) =>
  inWorkspace(async (folder) => {
    const file = join(folder, 'x.review.jsonl');
    await writeFile(file, text);
    return (await readReviews(file)).decisions;
  });

const decision = { anchor: 'a.png', negative: 'b.png', verdict: 'same' };
const line = JSON.stringify(decision);

describe('the review file', () => {
  it('lies beside the config and is called like it', () => {
    const config = { ...configOf(), name: 'leaves' };
    const file = join('some', 'leaves.contrast.yaml');
    expect(reviewFile({ file, config })).toBe(join('some', 'leaves.review.jsonl'));
  });

  it.each([
    ['of whole lines', `${line}\n`, 1],
    ['with empty lines and Windows line ends', `${line}\r\n\r\n${line}\r\n`, 2],
    ['with further keys', `{"by":"someone",${line.slice(1)}`, 1],
    ['that is empty', '', 0],
  ])('%s is read', async (_, text, count) => {
    expect(await read(text)).toEqual(Array(count).fill(expect.objectContaining(decision)));
  });

  it('may be missing', async () => {
    const file = join('nowhere', 'x.review.jsonl');
    expect(await readReviews(file)).toEqual({ file, decisions: undefined });
  });

  it.each([
    ['a cut line', line.slice(0, -3)],
    ['another verdict', line.replace('same', 'maybe')],
    ['a name that is none', line.replace('"a.png"', '7')],
    ['a missing name', '{"anchor":"a.png","verdict":"same"}'],
    ['a list', '["a.png","b.png","same"]'],
  ])('with %s is refused by its line', async (_, wrong) => {
    const error: unknown = await read(`${line}\n\n${wrong}\n`).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(/x\.review\.jsonl:3: .*"verdict"/);
  });

  it('that cannot be read is refused', async () => {
    await inWorkspace(async (folder) => {
      await expect(readReviews(folder)).rejects.toThrow(/EISDIR/);
    });
  });
});
