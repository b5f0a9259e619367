// Stands where the negatives will be when their search takes long.
import type { JSX } from 'preact';

const CARDS = [1, 2, 3];

export const ListSkeleton = (): JSX.Element => (
  <div class="negatives" aria-hidden="true">
    {CARDS.map((card) => (
      <div key={card} class="negative negative-skeleton">
        <span />
        <span />
        <span />
      </div>
    ))}
  </div>
);
