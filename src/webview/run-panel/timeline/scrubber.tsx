// The scrubber: a slider over all epochs, with notches where vectors are stored; Play beside it, and
// whether the playhead follows the training.
import type { JSX } from 'preact';
import { IconButton } from '../../shared/controls/icon-button';
import * as state from '../state';
import { pause, playing, togglePlay } from './play';
import { goLive, newest, playhead, storedAfter, storedBefore } from './playhead';
import { toStored } from './timeline-keys';
import { Track } from './track';

export function Scrubber(): JSX.Element {
  return (
    <div class="scrubber">
      <div class="scrubber-buttons">
        <IconButton
          icon="chevron-left"
          label="Stored epoch before"
          shortcut="["
          disabled={storedBefore() === undefined}
          onClick={() => {
            toStored(storedBefore());
          }}
        />
        <IconButton
          icon={playing.value ? 'debug-pause' : 'play'}
          label={playing.value ? 'Pause' : 'Play the stored epochs'}
          shortcut="Space"
          disabled={(state.run.value?.vectorEpochs.length ?? 0) < 2}
          onClick={togglePlay}
        />
        <IconButton
          icon="chevron-right"
          label="Stored epoch after"
          shortcut="]"
          disabled={storedAfter() === undefined}
          onClick={() => {
            toStored(storedAfter());
          }}
        />
      </div>
      <Track />
      <div class="scrubber-place figures">
        {state.run.value?.state === 'training' && <LiveButton />}
        <span class="dim facts">
          {newest.value > 0 ? `epoch ${playhead.value}` : 'no epoch yet'}
        </span>
      </div>
    </div>
  );
}

function LiveButton(): JSX.Element {
  return (
    <button
      type="button"
      class="live-button"
      aria-pressed={state.live.value}
      title="Follow the newest epoch (})"
      onClick={() => {
        pause();
        goLive();
      }}
    >
      Live
    </button>
  );
}
