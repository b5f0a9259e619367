// What to open and how: the part of a config that speaks of data, and the options of one opening.

export type DataFormat = 'auto' | 'image-folder' | 'idx' | 'npy' | 'csv' | 'jsonl' | 'parquet';

/** Names of the columns of a table. Without a header they are counted from 0: `label: '4'`. */
export interface Columns {
  /** Image paths, relative to the table's folder. Default `path`. */
  readonly path?: string;
  /** Class of each row. Default `label`. */
  readonly label?: string;
  /** Part each row belongs to, read where `split` is given. Default `split`. */
  readonly split?: string;
  /** Group of each row; no default. */
  readonly group?: string;
  /** Place of each row in its group, a number; no default. */
  readonly order?: string;
  /** One column of lists, or several columns of numbers. Default: every column of numbers left over. */
  readonly vector?: string | readonly string[];
  /** Parquet: encoded images, as bytes or as {bytes, path}. Default `image`. */
  readonly image?: string;
}

export interface DataSource {
  /** Absolute path of a file or folder. */
  readonly path: string;
  readonly format: DataFormat;
  /** Side of the square images that come out, in pixels. Default: see `chooseImageShape`. */
  readonly size?: number;
  /** Default: 1 where every image is grey, else 3. */
  readonly channels?: 1 | 3;
  /** Absolute path of a label file: IDX, npy, or text with one label a line. */
  readonly labels?: string;
  readonly columns?: Columns;
  /** Of the columns that `columns` names, those that a table need not have. */
  readonly mayLack?: readonly ('label' | 'group' | 'order' | 'split')[];
  /** Keep only the rows whose split column says this. */
  readonly split?: string;
}

export interface OpenOptions {
  /** Folder for decoded samples; made where missing, safe to delete while nothing is open. */
  readonly cacheDirectory: string;
  /** Decoding threads. Default: one less than the processor's, at least 1, at most 8. */
  readonly threads?: number;
  /** Stops the opening; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Images decoded so far, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Samples of up to this many bytes in all are kept in memory, more stay in a file. Default 256 MiB. */
  readonly memoryLimit?: number;
  /** The bundled decode worker. Default: the one built with this program. */
  readonly workerFile?: string;
}

export const defaultMemoryLimit = 256 * 2 ** 20;
