// Says that probabilities are provisional, and why, to whoever points at it or comes to it by Tab.
import type { JSX } from 'preact';

const WHY =
  'The share of false negatives is assumed, not yet checked on this run: after some 50 reviewed ' +
  'pairs, or where labels confirm it, the probability is calibrated.';

export const Provisional = (): JSX.Element => (
  <span class="provisional">
    <button
      type="button"
      aria-describedby="provisional-why"
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') currentTarget.blur();
      }}
    >
      provisional
    </button>
    <span id="provisional-why" role="tooltip">
      {WHY}
    </span>
  </span>
);
