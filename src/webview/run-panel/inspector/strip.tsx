// Where the anchor's hardest negatives and its own two views lie among the cosines of all its
// negatives.
import type { JSX } from 'preact';
import type { AnchorReport, NegativeReport } from '../../../protocol/run-view';
import { count, fixed } from '../../shared/numbers';
import { rank } from '../state';
import { placeOf, stripBars, stripSentence } from './strip-shape';
import './strip.css';

const HEIGHT = 56;
/** Of the axis, from the top. */
const BASE = HEIGHT - 16;
/** Room over the bars for the mark's words. */
const TALLEST = BASE - 6;
const TICKS = [-1, -0.5, 0, 0.5, 1];

const percent = (place: number): string => `${place.toFixed(2)}%`;

export function Strip({ report }: { readonly report: AnchorReport }): JSX.Element {
  const { viewCosine, negatives, histogram, negativesCount } = report;
  // The caption stands where the mark and its words do not.
  const side = viewCosine !== undefined && viewCosine < 0 ? ' strip-caption-right' : '';
  return (
    <div class="strip">
      <p class={`strip-caption caption dim${side}`} aria-hidden="true">
        <span class="strip-caption-long">Cosine with all </span>
        {count(negativesCount)} negatives
      </p>
      <svg height={HEIGHT} role="img" aria-label={stripSentence(report)}>
        {stripBars(histogram).map(({ left, width, height }) => (
          <rect
            key={left}
            class="strip-bar"
            x={percent(left)}
            width={percent(0.85 * width)}
            y={BASE - Math.max(1, height * TALLEST)}
            height={Math.max(1, height * TALLEST)}
          />
        ))}
        {[...negatives].reverse().map((negative) => (
          <NegativeMark key={negative.rank} negative={negative} />
        ))}
        <line class="strip-axis" x1="0" x2="100%" y1={BASE + 0.5} y2={BASE + 0.5} />
        {viewCosine !== undefined && <ViewsMark cosine={viewCosine} />}
        {TICKS.map((tick) => (
          <Tick key={tick} cosine={tick} />
        ))}
      </svg>
    </div>
  );
}

function NegativeMark({ negative }: { readonly negative: NegativeReport }): JSX.Element {
  const x = percent(placeOf(negative.cosine));
  const flagged = negative.flagged ? ' strip-flagged' : '';
  const chosen = negative.rank === rank.value ? ' strip-chosen' : '';
  return <line class={`strip-negative${flagged}${chosen}`} x1={x} x2={x} y1={BASE - 9} y2={BASE} />;
}

function ViewsMark({ cosine }: { readonly cosine: number }): JSX.Element {
  const x = percent(placeOf(cosine));
  return (
    <>
      <line class="strip-views" x1={x} x2={x} y1="0" y2={BASE} />
      <text
        class="strip-views-words"
        x={x}
        y="9"
        dx={cosine < 0 ? 6 : -6}
        text-anchor={cosine < 0 ? 'start' : 'end'}
      >
        two views {fixed(cosine, 2)}
      </text>
    </>
  );
}

function Tick({ cosine }: { readonly cosine: number }): JSX.Element {
  const anchor = cosine === -1 ? 'start' : cosine === 1 ? 'end' : 'middle';
  return (
    <text class="strip-tick" x={percent(placeOf(cosine))} y={HEIGHT - 3} text-anchor={anchor}>
      {cosine === 0 ? '0' : fixed(cosine, 1)}
    </text>
  );
}
