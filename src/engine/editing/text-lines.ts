// Lines of a text that an editor holds. Offsets count UTF-16 units from 0, lines and columns from 1.

export class TextLines {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** At most the text's length. */
  offset(line: number, column: number): number {
    const start = this.starts[line - 1] ?? this.text.length;
    return Math.min(start + column - 1, this.text.length);
  }

  /** The range without blanks at its end; where that leaves nothing, what is on its line. */
  visible(start: number, end: number): { readonly start: number; readonly end: number } {
    const trimmed = start + this.text.slice(start, end).trimEnd().length;
    if (trimmed > start) return { start, end: trimmed };
    const line = this.starts.findLast((each) => each <= start) ?? 0;
    const [written] = this.text.slice(line).split('\n', 1);
    const from = line + written.length - written.trimStart().length;
    const to = line + written.trimEnd().length;
    return to > from ? { start: from, end: to } : this.anything(start);
  }

  /** One character beside an offset, where there is any. */
  private anything(at: number): { readonly start: number; readonly end: number } {
    const start = Math.max(0, Math.min(at, this.text.length - 1));
    return { start, end: Math.min(start + 1, this.text.length) };
  }
}
