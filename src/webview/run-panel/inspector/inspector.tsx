// The anchor and its hardest negatives. Draws from `state.ts` alone and takes no properties. Its
// place is a size container called `inspector` that does not scroll: what scrolls is in here.
import type { JSX } from 'preact';
import { unestimated } from '../estimate';
import { caught, goBack } from '../state';
import { AnchorBar } from './anchor-bar';
import { AnchorSummary, isUnreadable } from './anchor-summary';
import { CaughtList } from './caught-list';
import { FlagQuality } from './flag-quality';
import { ListHeading } from './list-heading';
import { NegativeList } from './negative-list';
import { PairBox } from './pair-box';
import { EstimateFailed, NoAnchor, NoVectors, SearchFailed } from './inspector-states';
import { shownAnchor, shownNegative, shownReport, stage, type Stage } from './stage';
import './inspector.css';

export function Inspector(): JSX.Element {
  const index = shownAnchor.value;
  const report = shownReport.value;
  const negative = shownNegative.value;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' || event.defaultPrevented) return;
    event.preventDefault();
    goBack();
  };
  return (
    <section class="inspector" aria-label="Anchor" onKeyDown={onKeyDown}>
      {caught.value.length > 0 ? (
        <CaughtList />
      ) : index === undefined ? (
        <NoAnchor />
      ) : (
        <Anchor index={index} stage={stage.value} />
      )}
      {report && negative && caught.value.length === 0 && (
        <PairBox report={report} negative={negative} />
      )}
    </section>
  );
}

interface AnchorProps {
  readonly index: number;
  readonly stage: Stage;
}

function Anchor({ index, stage: now }: AnchorProps): JSX.Element {
  const report = shownReport.value;
  return (
    <>
      <AnchorBar index={index} />
      <div class="inspector-scroll">
        <AnchorSummary index={index} report={report} />
        {now === 'no vectors' && <NoVectors />}
        {now === 'failed' && <SearchFailed />}
        {(now === 'ranked' || now === 'searching') && (
          <>
            {report?.estimating && unestimated.value !== undefined && (
              <EstimateFailed sentence={unestimated.value} />
            )}
            <ListHeading report={report} />
            {isUnreadable(index) && report && (
              <p class="list-note facts dim">
                The vector is there, so its negatives are still exact.
              </p>
            )}
            <NegativeList />
          </>
        )}
        {report && !report.estimating && <FlagQuality epoch={report.epoch} />}
      </div>
    </>
  );
}
