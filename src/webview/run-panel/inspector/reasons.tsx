// Sentences for and against a false negative. The bullet says which: filled amber for, a ring
// against, a dash where it speaks for neither.
import type { JSX } from 'preact';
import type { Reason } from '../../../protocol/run-view';

const SPOKEN = { for: 'For: ', against: 'Against: ', neither: '' } as const;

export const Reasons = ({ reasons }: { readonly reasons: readonly Reason[] }): JSX.Element => (
  <ul class="reasons">
    {reasons.map(({ speaks, sentence }) => (
      <li key={sentence} class={`reason reason-${speaks}`}>
        <span class="unseen">{SPOKEN[speaks]}</span>
        {sentence}
      </li>
    ))}
  </ul>
);
