// Labels of test samples, numbered as the training samples' classes are: each dataset numbers its own.
import type { Dataset } from '../../dataset/dataset';

type Labelled = Pick<Dataset, 'labels' | 'classes'>;

/**
 * Class index per test sample, −1 where unknown: that of the training class of the same name. A
 * class that training lacks has an index beyond those, so that its samples are never right.
 */
export function testLabels(train: Labelled, test: Labelled): Int32Array | undefined {
  if (test.labels === undefined) return undefined;
  const indices = new Map([...train.classes, ...unseenClasses(train, test)].map((c, i) => [c, i]));
  return test.labels.map((label) => (label < 0 ? -1 : indices.get(test.classes[label])!));
}

/** Classes of `test` that `train` lacks. */
export function unseenClasses(train: Labelled, test: Labelled): string[] {
  const seen = new Set(train.classes);
  return test.classes.filter((name) => !seen.has(name));
}
