// The error for what a person can mend: bad config, bad data, bad arguments. Everything else is a defect.

/** Where the fault lies. Lines, columns and rows count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly row?: number;
}

/**
 * One sentence that says what is wrong, where, and what to do. The command line prints it and
 * exits with 2; the extension shows it as it is.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    sentence: string,
    readonly place: Place = {},
  ) {
    super(describePlace(place) + sentence);
  }
}

function describePlace({ file, line, column, row }: Place): string {
  if (file === undefined) return '';
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;
  return `${file}${position}${row === undefined ? '' : `, row ${row}`}: `;
}
