// What a training knows of its samples: who is related to whom, and what each step is fed of it.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { InputError } from '../../../src/engine/input-error';
import { checkRelations, findRelations } from '../../../src/engine/train/relations/find-relations';
import type { ReviewDecision } from '../../../src/engine/train/relations/review-file';
import {
  relationFeeds,
  rowRelations,
  type SampleNumbers,
} from '../../../src/engine/train/relations/row-relations';
import { configOf, cpu } from './job';
import { twoClasses, vectorsOf } from './memory-dataset';

const six = vectorsOf(
  new Float32Array(12).map((_, i) => Math.sin(i * i)),
  2,
);

const decisions = (...pairs: readonly (readonly [string, string, ReviewDecision['verdict']])[]) =>
  pairs.map(([anchor, negative, verdict]) => ({ anchor, negative, verdict }));

interface Knowledge extends Partial<Pick<Dataset, 'labels' | 'groups'>> {
  readonly decisions?: readonly ReviewDecision[] | undefined;
}

/** The relations of `six`, what was said, and which samples are kin by the first relation. */
async function found(
  sections: Record<string, string>,
  { decisions: decided, ...more }: Knowledge = {},
  partnered = false,
) {
  const notes: string[] = [];
  const train = Object.assign(Object.create(six) as Dataset, more);
  const reviews = { file: 'x.review.jsonl', decisions: decided };
  const relations = await findRelations({
    config: configOf(sections),
    data: { train, reviews },
    runtime: cpu(),
    partnered,
    note: (sentence) => notes.push(sentence),
  });
  const kin = relations.kin.map((numbers) => together(numbers));
  const classes = relations.classes && together(relations.classes);
  return { relations, notes, kin, classes };
}

/** The samples of `six` that share a number with another one, together. */
function together(numbers: SampleNumbers): number[][] {
  const all = Array.from({ length: six.length }, (_, sample) => numbers(sample));
  const groups = [...new Set(all)].map((number) =>
    all.flatMap((other, sample) => (other === number ? [sample] : [])),
  );
  return groups.filter(({ length }) => length > 1);
}

const exclude = (relation: string) => ({ negatives: `{ exclude: [${relation}] }` });
const labels = Int32Array.of(1, -1, 0, 1, -1, 0);

describe('kin', () => {
  it('by label are those of one class, and nobody of the unlabelled', async () => {
    expect((await found(exclude('label'), { labels })).kin).toEqual([
      [
        [0, 3],
        [2, 5],
      ],
    ]);
  });

  it('by group are those of one group', async () => {
    const groups = Int32Array.of(-1, 7, 7, -1, 0, 7);
    expect((await found(exclude('group'), { groups })).kin).toEqual([[[1, 2, 5]]]);
  });

  it('are there once for each relation, whatever was asked for twice', async () => {
    const groups = Int32Array.of(0, 0, 1, 2, 3, 4);
    const { kin } = await found(exclude('label, group, label'), { labels, groups });
    expect(kin).toHaveLength(2);
  });

  it.each([
    ['label', /labels.*data\.labels or data\.columns\.label/],
    ['group', /data\.columns\.group/],
  ])('by %s need the data to say it', async (relation, sentence) => {
    await expect(found(exclude(relation))).rejects.toThrow(sentence);
    await expect(found(exclude(relation))).rejects.toThrow(InputError);
    const check = (): void => {
      checkRelations(configOf(exclude(relation)), six);
    };
    expect(check).toThrow(sentence);
  });
});

const s = (row: number): string => `sample ${row}`;

describe('kin by review', () => {
  it('are joined by way of others', async () => {
    const decided = decisions(
      [s(0), s(1), 'same'],
      [s(2), s(3), 'different'],
      [s(5), s(1), 'same'],
    );
    const { kin, notes } = await found(exclude('reviewed'), { decisions: decided });
    expect(kin).toEqual([[[0, 1, 5]]]);
    expect(notes).toEqual([]);
  });

  it('are those of the last decision on a pair', async () => {
    const decided = decisions(
      [s(0), s(1), 'same'],
      [s(2), s(3), 'different'],
      [s(1), s(0), 'different'],
      [s(2), s(3), 'same'],
    );
    expect((await found(exclude('reviewed'), { decisions: decided })).kin).toEqual([[[2, 3]]]);
  });

  it('are nobody without a file, which is said', async () => {
    const { kin, notes } = await found(exclude('reviewed'));
    expect(kin).toEqual([[]]);
    expect(notes).toEqual([expect.stringMatching(/no x\.review\.jsonl/)]);
  });

  it('say which decisions have no effect', async () => {
    const decided = decisions(
      [s(0), s(1), 'same'],
      [s(1), s(2), 'same'],
      [s(2), s(0), 'different'],
      [s(9), s(0), 'same'],
    );
    const { kin, notes } = await found(exclude('reviewed'), { decisions: decided });
    expect(kin).toEqual([[[0, 1, 2]]]);
    expect(notes).toEqual([
      expect.stringMatching(/^1 decision is about samples/),
      expect.stringMatching(/^1 decision is overruled/),
    ]);
  });
});

describe('classes', () => {
  const supcon = { positives: '{ from: label }', objective: '{ name: supcon }' };

  it('are positives where labels are and the pairs show one sample', async () => {
    expect((await found(supcon, { labels })).classes).toEqual([
      [0, 3],
      [2, 5],
    ]);
    expect((await found(supcon, { labels }, true)).classes).toBeUndefined();
    expect((await found({}, { labels })).classes).toBeUndefined();
  });
});

describe('the rows of a step', () => {
  const shown = Uint32Array.of(2, 0, 3, 1);
  const known = { classes: (row: number) => row % 2, kin: [(row: number) => 10 + row] };
  const feeds = (negatives: string, partnered: boolean) =>
    relationFeeds('row', rowRelations(configOf({ negatives }), partnered, known), shown);
  const always = {
    'row.classes': Float32Array.of(0, 0, 1, 1),
    'row.kin.0': Float32Array.of(12, 10, 13, 11),
  };
  const samples = Float32Array.from(shown);

  it.each([
    { title: 'of pairs of one sample', negatives: '{ from: batch }', more: {} },
    {
      title: 'of pairs of two',
      negatives: '{ from: batch }',
      partnered: true,
      more: { 'row.samples': samples },
    },
    { title: 'against a queue', negatives: '{ from: queue }', more: {} },
    {
      title: 'against a queue without older keys of the sample',
      negatives: '{ from: queue, exclude: [sample] }',
      more: { 'row.kin.1': samples },
    },
    {
      title: 'against a memory bank',
      negatives: '{ from: memory-bank }',
      more: { 'row.kin.1': samples },
    },
  ])('$title carry numbers', ({ negatives, partnered = false, more }) => {
    const text = negatives.replace('queue', 'queue, size: 512').replace('}', '}');
    expect(feeds(text, partnered)).toEqual({ ...always, ...more });
  });
});

it('labels of a dataset in memory are kin, too', async () => {
  const { kin } = await findRelations({
    config: configOf(exclude('label')),
    data: { train: twoClasses(6, 3) },
    runtime: cpu(),
    partnered: false,
    note: () => undefined,
  });
  expect(together(kin[0])).toEqual([
    [0, 2, 4],
    [1, 3, 5],
  ]);
});
