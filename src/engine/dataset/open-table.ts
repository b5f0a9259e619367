// Opens datasets that are tables: CSV, TSV, JSONL, Parquet.
import { InputError } from '../input-error';
import { cachedOr, cacheTarget } from './cache-target';
import { openCache } from './cache-file';
import { openCsv } from './csv';
import type { DataSource, OpenOptions } from './data-source';
import { decodeImages } from './decode-images';
import { openJsonLines } from './json-lines';
import { readLabelFile } from './label-file';
import { openParquet } from './parquet';
import { projectorMetadata, readProjectorNotes } from './projector-notes';
import type { StoredDataset } from './stored-dataset';
import { embeddedCollection, pathCollection } from './table-images';
import { firstRows, type Table } from './table';
import { chooseRoles, type TableRoles } from './table-roles';
import { readVectors, type RowNotes } from './table-vectors';

/** Of each format. */
export const openers: Record<'csv' | 'jsonl' | 'parquet', (file: string) => Promise<Table>> = {
  csv: openCsv,
  jsonl: openJsonLines,
  parquet: openParquet,
};

/** What the samples are is read off the columns: see `chooseRoles`. */
export async function openTable(
  source: DataSource,
  format: 'csv' | 'jsonl' | 'parquet',
  options: OpenOptions,
): Promise<StoredDataset> {
  const table = await openers[format](source.path);
  const roles = chooseRoles(table, await firstRows(table), source);
  if (roles.samples.kind === 'numbers' || roles.samples.kind === 'list') {
    return openVectors(table, roles, source, options);
  }
  if (source.labels !== undefined) {
    throw new InputError(
      'The table has its own labels: name their column in columns.label.',
      table,
    );
  }
  const { kind, column } = roles.samples;
  return kind === 'path'
    ? openPaths(table, roles, column, source, options)
    : openEmbedded(table, roles, column, source, options);
}

async function openVectors(
  table: Table,
  roles: TableRoles,
  source: DataSource,
  options: OpenOptions,
): Promise<StoredDataset> {
  if ((source.size ?? source.channels) !== undefined) {
    throw new InputError(
      'These are vectors where images are wanted: by size or channels, or by an encoder of images.',
      table,
    );
  }
  const metadata = source.labels ? undefined : await projectorBeside(table, roles);
  const beside = source.labels ?? metadata;
  const target = await cacheTarget(source, [table.file, ...(beside ? [beside] : [])], options);
  const found = await openCache(target.cacheFile, target.fingerprint);
  if (found) return found;
  const notes = metadata
    ? await readProjectorNotes(metadata)
    : await labelNotes(source.labels, `${target.cacheFile}.unpacked.labels`);
  return readVectors(table, roles, notes, source, target, options);
}

/** The projector's file with names and labels, of a table of vectors that has neither. */
export async function projectorBeside(
  table: Table,
  { samples, label }: TableRoles,
): Promise<string | undefined> {
  const vectors = samples.kind === 'numbers' || samples.kind === 'list';
  const bare = 'hasHeader' in table && table.hasHeader === false && label === undefined;
  return vectors && bare ? projectorMetadata(table.file) : undefined;
}

async function labelNotes(
  file: string | undefined,
  unpackTo: string,
): Promise<RowNotes | undefined> {
  if (file === undefined) return undefined;
  const labels = await readLabelFile(file, unpackTo);
  return { file, count: labels.length, labels };
}

async function openPaths(
  table: Table,
  roles: TableRoles,
  column: string,
  source: DataSource,
  options: OpenOptions,
): Promise<StoredDataset> {
  const { files, images } = await pathCollection(table, roles, column, source);
  const target = await cacheTarget(source, [table.file, ...files], options);
  return cachedOr(target, () => decodeImages(images, source, target, options));
}

async function openEmbedded(
  table: Table,
  roles: TableRoles,
  column: string,
  source: DataSource,
  options: OpenOptions,
): Promise<StoredDataset> {
  const target = await cacheTarget(source, [table.file], options);
  return cachedOr(target, async () => {
    const images = await embeddedCollection(table, roles, column, source);
    await decodeImages(images, source, target, options);
  });
}
