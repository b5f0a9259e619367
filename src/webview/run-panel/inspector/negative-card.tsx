// One negative: its picture, rank, label, cosine, weight in the loss, and probability of being
// false. Amber and a flag only from the threshold on.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { NegativeReport } from '../../../protocol/run-view';
import { Icon } from '../../shared/icon';
import { labelName } from '../class-colours';
import { ClassMark } from '../class-mark';
import { estimated, missing } from '../estimate';
import { chooseAnchor, rank, run } from '../state';
import { cosineFigure, probabilityFigure, weightFigure } from './figures';
import { Portrait } from './portrait';
import { EstimatingBar, ProbabilityBar } from './probability-bar';
import { useInSight } from './use-in-sight';

interface NegativeCardProps {
  readonly negative: NegativeReport;
  readonly threshold: number;
  /** Pixels of the page that its picture may take, a side. */
  readonly room: number;
  /** Whether the Tab key comes here. */
  readonly stop: boolean;
}

export function NegativeCard({ negative, threshold, room, stop }: NegativeCardProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const inSight = useInSight(element);
  const { index } = negative;
  return (
    <div
      ref={element}
      class="negative"
      role="option"
      tabIndex={stop ? 0 : -1}
      aria-selected={negative.rank === rank.value}
      onFocus={() => {
        rank.value = negative.rank;
      }}
      onDblClick={() => {
        chooseAnchor(index);
      }}
    >
      <div class="negative-picture" aria-hidden="true">
        {inSight && <Portrait index={index} room={room} />}
      </div>
      <Figures negative={negative} threshold={threshold} />
    </div>
  );
}

/** Words for those who hear the figures without seeing where they stand. */
const Heard = ({ words }: { readonly words: string }): JSX.Element => (
  <span class="unseen">{` ${words} `}</span>
);

interface FiguresProps {
  readonly negative: NegativeReport;
  readonly threshold: number;
}

function Figures({ negative, threshold }: FiguresProps): JSX.Element {
  const { index, flagged, probability } = negative;
  const known = probability !== undefined;
  const name = run.value?.samples.names[index] ?? '';
  const label = labelName(index);
  return (
    <>
      <div class="negative-who">
        <Heard words="Rank" />
        <span class="dim figures">{negative.rank}</span>
        {label !== undefined && <Heard words={name} />}
        {label === undefined ? <span class="cut">{name}</span> : <ClassMark index={index} />}
      </div>
      <div class="negative-near figures">
        <Heard words="cosine" />
        <span>{cosineFigure(negative.cosine)}</span>
        <Heard words="weight" />
        <span class="dim">ω {weightFigure(negative.weight, 1)}</span>
      </div>
      <div class="negative-false figures">
        {known ? (
          <ProbabilityBar probability={probability} threshold={threshold} flagged={flagged} />
        ) : (
          <EstimatingBar done={estimated.value} />
        )}
        <Heard
          words={`probability of a false negative${known ? '' : ` is ${missing.value.heard}`}`}
        />
        <span class={flagged ? '' : 'dim'} aria-hidden={!known}>
          {probabilityFigure(probability)}
        </span>
        {flagged ? <Icon name="flag" /> : <span class="no-icon" />}
        {flagged && <Heard words="flagged" />}
      </div>
    </>
  );
}
