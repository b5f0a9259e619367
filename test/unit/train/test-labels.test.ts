import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { testLabels, unseenClasses } from '../../../src/engine/train/data/test-labels';
import { configOf, inWorkspace, trainIn } from './job';
import { twoClasses } from './memory-dataset';

const labelled = (classes: readonly string[], ...labels: number[]) => ({
  classes,
  labels: Int32Array.from(labels),
});

describe('the labels of test samples', () => {
  const train = labelled(['cat', 'dog', 'fox'], 0, 1, 2);

  it.each([
    { title: 'lack a class', test: labelled(['dog', 'fox'], 1, 0, -1), expected: [2, 1, -1] },
    { title: 'lie in another order', test: labelled(['fox', 'cat'], 0, 1), expected: [2, 0] },
    {
      title: 'have a class more',
      test: labelled(['cat', 'cow', 'yak'], 2, 1, 0),
      expected: [4, 3, 0],
    },
  ])('are numbered as the training samples’ where they $title', ({ test, expected }) => {
    expect(Array.from(testLabels(train, test)!)).toEqual(expected);
  });

  it('stay absent, and name what training lacks', () => {
    expect(testLabels(train, { labels: undefined, classes: [] })).toBeUndefined();
    expect(unseenClasses(train, labelled(['cow', 'dog'], 0, 1))).toEqual(['cow']);
  });
});

it('an accuracy compares names, not numbers of classes', async () => {
  const train = twoClasses(64, 6);
  const test = twoClasses(40, 6);
  const renumbered: Dataset = {
    ...test,
    classes: ['odd', 'even'],
    labels: test.labels!.map((label) => 1 - label),
    read: (rows, into) => test.read(rows, into),
    close: () => test.close(),
  };
  await inWorkspace(async (folder) => {
    const { run } = await trainIn(folder, {
      config: configOf(),
      data: { train, test: renumbered },
    });
    expect((await run.metrics()).at(-1)).toMatchObject({ knn_top1: 1, probe_top1: 1 });
  });
});
