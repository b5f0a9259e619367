// A sample's class: its colour and, beside it, its name.
import type { JSX } from 'preact';
import { classColour, labelName, labelOf } from './class-colours';

/** Nothing for a sample without a label. */
export function ClassMark({ index }: { readonly index: number }): JSX.Element | null {
  const name = labelName(index);
  if (name === undefined) return null;
  return (
    <span class="class-mark">
      <span class="swatch" style={{ background: classColour(labelOf(index)) }} />
      <span class="cut">{name}</span>
    </span>
  );
}
