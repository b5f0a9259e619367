// Lines of two texts as a table: number before, number after, sign, text.
import type { JSX } from 'preact';
import type { DiffRow } from './text-diff';

const signs = {
  same: { sign: '', word: '' },
  removed: { sign: '−', word: 'ran' },
  added: { sign: '+', word: 'now' },
} as const;

export function DiffTable({ rows }: { readonly rows: readonly DiffRow[] }): JSX.Element {
  return (
    <table class="diff">
      <thead class="unseen">
        <tr>
          <th scope="col">Line of what ran</th>
          <th scope="col">Line of the file</th>
          <th scope="col">Only in</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={`${row.before ?? ''}:${row.after ?? ''}`} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ row }: { readonly row: DiffRow }): JSX.Element {
  const { sign, word } = signs[row.kind];
  return (
    <tr class={`diff-${row.kind}`}>
      <td class="diff-number">{row.before}</td>
      <td class="diff-number">{row.after}</td>
      <td class="diff-sign">
        <span aria-hidden="true">{sign}</span>
        <span class="unseen">{word}</span>
      </td>
      <td class="diff-text">
        {row.parts.map(({ text, marked }, i) => (marked ? <mark key={i}>{text}</mark> : text))}
      </td>
    </tr>
  );
}
