// Where the focus goes in the list of negatives: by keys, and when the list under it is replaced.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The rank that a key leads to, from 1; undefined for keys that do not move. */
export function rankAfter(
  key: string,
  { rank, length, columns }: { rank: number; length: number; columns: number },
): number | undefined {
  const rowsBelow = Math.ceil(length / columns) > Math.ceil(rank / columns);
  switch (key) {
    case 'ArrowLeft':
      return Math.max(1, rank - 1);
    case 'ArrowRight':
      return Math.min(length, rank + 1);
    case 'ArrowUp':
      return rank > columns ? rank - columns : rank;
    case 'ArrowDown':
      return rowsBelow ? Math.min(length, rank + columns) : rank;
    case 'Home':
      return 1;
    case 'End':
      return length;
    default:
      return undefined;
  }
}

export const cardsOf = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[role=option]'),
];

/** Cards in one row, as the layout has it now. */
export function columnsOf(list: HTMLElement): number {
  const cards = cardsOf(list);
  const next = cards.findIndex((card) => card.offsetTop > cards[0].offsetTop);
  return next < 0 ? Math.max(1, cards.length) : next;
}

export function focusCard(list: HTMLElement, rank: number): void {
  cardsOf(list)
    .at(rank - 1)
    ?.focus({ preventScroll: true });
}

/** A new list starts at its top, where the anchor is; the card of the rank is always in sight. */
export function useCardInSight(
  list: RefObject<HTMLElement | null>,
  { of, rank }: { readonly of: number | undefined; readonly rank: number },
): void {
  useLayoutEffect(() => {
    list.current?.closest('.inspector-scroll')?.scrollTo({ top: 0 });
  }, [of]);
  useLayoutEffect(() => {
    if (!list.current || of === undefined) return;
    // Before the first card stands the anchor, which is worth more than the card's lower edge.
    if (rank > 1 || list.current.contains(document.activeElement))
      cardsOf(list.current)
        .at(rank - 1)
        ?.scrollIntoView({ block: 'nearest' });
  }, [of, rank]);
}

/**
 * The element keeps the focus when what had it goes away, and `follow` may move it: called after
 * each drawing while the focus belongs here, and never while another part of the window has it.
 */
export function useKeptFocus(
  follow: (element: HTMLElement) => void,
): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const belongsHere = useRef(false);
  useLayoutEffect(() => {
    const look = ({ target }: Event): void => {
      belongsHere.current = target instanceof Node && !!element.current?.contains(target);
    };
    document.addEventListener('focusin', look);
    document.addEventListener('pointerdown', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('pointerdown', look);
    };
  }, []);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current || !belongsHere.current || !document.hasFocus()) return;
    follow(current);
    if (!current.contains(document.activeElement)) current.focus({ preventScroll: true });
  });
  return element;
}
