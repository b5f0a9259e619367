// How a file is read like the training samples: of their shape, and by the columns they were read from.
import { stat } from 'node:fs/promises';
import type { RunConfig } from '../../config/run-config';
import type { Columns, DataFormat, DataSource } from '../../dataset/data-source';
import type { Dataset } from '../../dataset/dataset';
import { formatByName } from '../../dataset/detect-format';

type DataSettings = RunConfig['data'];

/**
 * For a file that need not be of the training samples' format, nor have labels. What says how a
 * table is read is left out for what is none.
 */
export async function anyLike(
  data: DataSettings,
  path: string,
  like: Dataset | undefined,
): Promise<DataSource> {
  const folder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const format = folder ? 'auto' : (formatByName(path) ?? data.format);
  const columns = isTable(format) ? columnsLike(data.columns, like) : undefined;
  return {
    path,
    format,
    ...(columns && { columns, mayLack: ['label', 'group', 'order', 'split'] }),
    ...shapeLike(data, like),
  };
}

/** The columns of a table of test samples: those of the training samples, wherever they stand. */
export function testColumns(
  data: DataSettings,
  path: string,
  like: Dataset | undefined,
): Columns | undefined {
  const format = data.format === 'auto' ? formatByName(path) : data.format;
  return format && isTable(format) ? columnsLike(data.columns, like) : data.columns;
}

/** Images take the size and the channels of the training images. */
export function shapeLike(
  data: DataSettings,
  like: Dataset | undefined,
): Pick<DataSource, 'size' | 'channels'> {
  const [height, width, channels] = like?.kind === 'image' ? like.sampleShape : [];
  const size = data.size ?? (height === width ? height : undefined);
  const depth = data.channels ?? (channels === 1 || channels === 3 ? channels : undefined);
  return { ...(size !== undefined && { size }), ...(depth !== undefined && { channels: depth }) };
}

function columnsLike(columns: Columns | undefined, like: Dataset | undefined): Columns | undefined {
  const vector = columns?.vector ?? like?.features;
  return vector ? { ...columns, vector } : columns;
}

const isTable = (format: DataFormat): boolean => ['csv', 'jsonl', 'parquet'].includes(format);
