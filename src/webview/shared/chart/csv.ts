// Tables as comma-separated values (RFC 4180), in full precision.

type Cell = string | number | null | undefined;

/** A row a line, each ending in CRLF; what is missing is empty. */
export function csvBytes(head: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const lines = [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`);
  return new TextEncoder().encode(lines.join(''));
}

function cell(value: Cell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A name that every file system takes. */
export const fileName = (...parts: readonly string[]): string =>
  parts
    .join(' ')
    .trim()
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|-+$/g, '') || 'curve';
