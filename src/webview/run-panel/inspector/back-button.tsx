// Back along the trail of anchors, to the rank it was left at.
import type { JSX } from 'preact';
import { IconButton } from '../../shared/controls/icon-button';
import { goBack, trail } from '../state';

export const BackButton = (): JSX.Element => (
  <IconButton
    icon="arrow-left"
    label="Back to the anchor before"
    shortcut="Backspace"
    disabled={trail.value.length === 0}
    onClick={goBack}
  />
);
