// The anchor's hardest negatives, hardest first. One stop of the Tab key: arrows walk by rows and
// columns, Enter makes the negative the anchor, and the focus stays in the list.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { AnchorReport } from '../../../protocol/run-view';
import { chooseAnchor, rank } from '../state';
import {
  cardsOf,
  columnsOf,
  focusCard,
  rankAfter,
  useCardInSight,
  useKeptFocus,
} from './list-focus';
import { isCut, lengthen, lengthening, MORE } from './more-negatives';
import { NegativeCard } from './negative-card';
import { ListSkeleton } from './list-skeleton';
import { shownNegative, shownReport, stale } from './stage';
import { useStyleNumber } from './use-style-number';
import './negatives.css';

/** Skeleton or list: whatever of them has the focus keeps it when it turns into the other. */
export function NegativeList(): JSX.Element {
  const wanted = useRef(false);
  const element = useKeptFocus((within) => {
    const active = document.activeElement;
    if (stale.value || (active instanceof HTMLButtonElement && !wanted.current)) return;
    wanted.current = false;
    if (cardsOf(within).at(rank.value - 1) !== active) focusCard(within, rank.value);
  });
  const report = shownReport.value;
  useCardInSight(element, { of: report?.index, rank: rank.value });
  return (
    <div class="negative-list" ref={element} tabIndex={-1}>
      {report ? <Negatives report={report} /> : <ListSkeleton />}
      {report && isCut(report) && (
        <More
          length={report.negatives.length}
          onMore={() => {
            wanted.current = true;
          }}
        />
      )}
    </div>
  );
}

function Negatives({ report }: { readonly report: AnchorReport }): JSX.Element {
  const { negatives, threshold } = report;
  const element = useRef<HTMLDivElement>(null);
  const room = useStyleNumber(element, '--card-room', 84);
  const stop = shownNegative.value?.rank ?? 1;
  return (
    <div
      ref={element}
      class="negatives"
      role="listbox"
      aria-label="Hardest negatives"
      aria-busy={stale.value}
      onKeyDown={(event) => {
        if (onKey(event.currentTarget, event.key)) event.preventDefault();
      }}
    >
      {negatives.map((negative) => (
        <NegativeCard
          key={negative.rank}
          negative={negative}
          threshold={threshold}
          room={room}
          stop={negative.rank === stop}
        />
      ))}
    </div>
  );
}

/** Whether the key meant something here. */
function onKey(list: HTMLElement, key: string): boolean {
  const chosen = shownNegative.value;
  if (key === 'Enter') {
    if (chosen && !stale.value) chooseAnchor(chosen.index);
    return true;
  }
  const columns = columnsOf(list);
  const next = rankAfter(key, { rank: rank.value, length: cardsOf(list).length, columns });
  if (next === undefined) return false;
  focusCard(list, next);
  return true;
}

interface MoreProps {
  readonly length: number;
  /** Before the focus goes to the first of the new ones. */
  readonly onMore: () => void;
}

function More({ length, onMore }: MoreProps): JSX.Element {
  const ask = async (byKeyboard: boolean): Promise<void> => {
    await lengthen(length + MORE);
    // By the mouse the pair in focus stays; by the keyboard the walk goes on.
    if (!byKeyboard) return;
    onMore();
    rank.value = length + 1;
  };
  return (
    <button
      type="button"
      class="button negative-more"
      aria-disabled={lengthening.value}
      onClick={({ detail }) => void ask(detail === 0)}
    >
      {MORE} more
    </button>
  );
}
