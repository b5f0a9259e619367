// The time axis itself: what is trained, notches, numbers of epochs, and the playhead as a slider.
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { run } from '../state';
import { figuresAt } from './figures-at';
import { pause } from './play';
import { lastEpoch, newest, placeOf, playhead, scrubTo } from './playhead';
import { followPointer } from './follow-pointer';
import { roundSteps } from './round-steps';

const percent = (share: number): string => `${100 * share}%`;

export function Track(): JSX.Element {
  const axis = useRef<HTMLDivElement>(null);
  const trained = newest.value > 0;
  return (
    <div
      class="track"
      ref={axis}
      role="slider"
      tabIndex={0}
      aria-label="Epoch"
      aria-disabled={!trained}
      aria-valuemin={Math.min(1, newest.value)}
      aria-valuemax={newest.value}
      aria-valuenow={playhead.value}
      aria-valuetext={`Epoch ${playhead.value} of ${lastEpoch.value}${figuresAt(playhead.value)}`}
      onKeyDown={onKeyDown}
      {...followPointer(axis)}
    >
      <div class="track-line" />
      {trained && <div class="track-done" style={{ width: percent(placeOf(newest.value)) }} />}
      {run.value?.vectorEpochs.map((epoch) => (
        <i key={epoch} class="track-notch" style={{ left: percent(placeOf(epoch)) }} />
      ))}
      <Numbers />
      {trained && <div class="track-head" style={{ left: percent(placeOf(playhead.value)) }} />}
    </div>
  );
}

function Numbers(): JSX.Element {
  return (
    <div class="track-numbers caption dim figures" aria-hidden="true">
      {roundSteps(lastEpoch.value).map((epoch) => (
        <span key={epoch} style={{ left: percent(placeOf(epoch)) }}>
          {epoch}
        </span>
      ))}
    </div>
  );
}

/** Arrows go by one epoch, pages by a tenth of the training. */
function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
  const page = Math.max(1, Math.round(lastEpoch.value / 10));
  const at = playhead.value;
  const target = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: 1,
    End: newest.value,
  }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  pause();
  scrubTo(target);
}
