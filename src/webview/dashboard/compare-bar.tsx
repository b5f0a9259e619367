// At the foot while runs are selected: how many, and comparing them.
import type { JSX } from 'preact';
import { Button } from '../shared/controls/button';
import { IconButton } from '../shared/controls/icon-button';
import { selectNone } from './choose';
import { act } from './requests';
import { selected, snapshot } from './state';

export function CompareBar(): JSX.Element | null {
  const count = selected.value.size;
  if (count === 0) return null;
  const runs = (snapshot.value?.runs ?? []).filter(({ id }) => selected.value.has(id));
  return (
    <div class="compare-bar" role="group" aria-label="Selection">
      <span class="figures cut">
        <b>{count}</b> selected
        {count === 1 && <span class="dim">, one more to compare</span>}
      </span>
      <IconButton icon="close" label="Clear the selection" shortcut="Escape" onClick={selectNone} />
      <Button
        primary
        icon="git-compare"
        disabled={count < 2}
        onClick={() => void act('compare', runs)}
      >
        Compare
      </Button>
    </div>
  );
}
