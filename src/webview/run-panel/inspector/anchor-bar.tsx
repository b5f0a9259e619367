// The line over the anchor: back, the anchors visited, who it is, its file.
import type { JSX } from 'preact';
import { Icon } from '../../shared/icon';
import { IconButton } from '../../shared/controls/icon-button';
import { ClassMark } from '../class-mark';
import { hasFiles, hasPictures } from '../pictures';
import * as state from '../state';
import { BackButton } from './back-button';
import { openSample } from './host-actions';
import { Portrait } from './portrait';

/** Visited anchors that have room. */
const STEPS = 4;
const STEP_ROOM = 28;

export function AnchorBar({ index }: { readonly index: number }): JSX.Element {
  return (
    <header class="anchor-bar">
      <BackButton />
      <Trail />
      <span class="dim">Anchor</span>
      <h2 class="anchor-name cut">{state.run.value?.samples.names[index]}</h2>
      <ClassMark index={index} />
      <span class="grow" />
      {hasFiles() && (
        <IconButton
          icon="link-external"
          label="Open the anchor's file"
          onClick={() => void openSample(index)}
        />
      )}
    </header>
  );
}

/** For the mouse; Backspace does the same step by step. */
function Trail(): JSX.Element | null {
  const trail = state.trail.value;
  if (trail.length === 0 || !hasPictures()) return null;
  return (
    <span class="trail">
      {trail.slice(-STEPS).map(({ anchor }, i, shown) => (
        <button
          key={`${trail.length - shown.length + i}`}
          type="button"
          class="trail-step"
          tabIndex={-1}
          title={`Back to ${state.run.value?.samples.names[anchor] ?? ''}`}
          onClick={() => {
            for (let step = i; step < shown.length; step++) state.goBack();
          }}
        >
          <Portrait index={anchor} room={STEP_ROOM} />
          <Icon name="chevron-right" />
        </button>
      ))}
    </span>
  );
}
