// Parquet tables, one row group in memory at a time.
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

import { InputError } from '../input-error';
import type { Table, TableRow } from './table';

/** Text without a logical type comes as bytes. Throws InputError where the file is no readable Parquet. */
export async function openParquet(file: string): Promise<Table> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await readable(file, () => parquetMetadataAsync(buffer));
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  return {
    file,
    columns,
    rows: (wanted = columns) => readRows(file, buffer, metadata, wanted),
  };
}

async function* readRows(
  file: string,
  buffer: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  let number = 1;
  for (const group of metadata.row_groups) {
    const [rowStart, rowEnd] = [number - 1, number - 1 + Number(group.num_rows)];
    const rows = await readable(file, () =>
      parquetReadObjects({
        file: buffer,
        metadata,
        columns: [...columns],
        rowStart,
        rowEnd,
        compressors: cautious,
        utf8: false,
      }),
    );
    for (const cells of rows) yield { number: number++, cells };
  }
}

/** No page is larger; writers make them of about a megabyte. */
const largestPage = 512 * 2 ** 20;

/** The length a page claims to unpack to is believed within reason only. */
const cautious = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]): [string, typeof unpack] => [
    codec,
    (input, outputLength) => {
      if (outputLength > largestPage) throw new Error(`a page claims ${outputLength} bytes`);
      return unpack(input, outputLength);
    },
  ]),
) as Compressors;

async function readable<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new InputError(`This cannot be read as Parquet (${detail}): write the file again.`, {
      file,
    });
  }
}
