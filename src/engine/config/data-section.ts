// `data`: where the samples are and how the file is read. Paths are relative to the config's folder.
import * as v from 'valibot';
import { integer, oneOf, text } from './field';

const columns = v.strictObject({
  path: v.exactOptional(text("Column with the path of each sample's image.")),
  image: v.exactOptional(text('Column with the bytes of each image (Parquet).')),
  vector: v.exactOptional(
    text('Column with the vector of each sample; default: every column of numbers left over.'),
  ),
  label: v.exactOptional(text('Column with the label; default: the column called label.')),
  group: v.exactOptional(text('Column with the group of a sample: a patient, a video, a source.')),
  order: v.exactOptional(
    text('Column of numbers with the place of a sample in its group: a time.'),
  ),
  split: v.exactOptional(
    text('Column that says which split a sample belongs to; without it all rows are used.'),
  ),
});

const split = v.strictObject({
  train: v.optional(text('Value of the split column for training samples.'), 'train'),
  test: v.optional(text('Value of the split column for test samples.'), 'test'),
});

export const dataSection = v.pipe(
  v.strictObject({
    train: text('The training samples: a folder of images, or an IDX, npy, CSV, Parquet … file.'),
    test: v.exactOptional(text('Labelled samples for evaluation, in the same format.')),
    format: v.optional(
      oneOf('How to read the samples; auto goes by the name.', [
        'auto',
        'image-folder',
        'idx',
        'npy',
        'csv',
        'jsonl',
        'parquet',
      ]),
      'auto',
    ),
    size: v.exactOptional(
      integer('Side in pixels to which images are resized when read.', 1, 4096),
    ),
    channels: v.exactOptional(oneOf('1 reads images as gray, 3 as RGB.', [1, 3])),
    labels: v.exactOptional(text('File with the labels of the training samples.')),
    test_labels: v.exactOptional(text('File with the labels of the test samples.')),
    columns: v.exactOptional(
      v.pipe(columns, v.description('Names of the columns of a table, where they are unusual.')),
    ),
    split: v.optional(v.pipe(split, v.description('Names of the splits in the split column.')), {}),
  }),
  v.description('Where the samples are.'),
);
