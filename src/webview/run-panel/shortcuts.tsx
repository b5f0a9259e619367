// All keys of the panel, under `?`.
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from '../shared/controls/icon-button';
import { Key } from '../shared/controls/key';
import './shortcuts.css';

export const helpShown = signal(false);

interface Group {
  readonly title: string;
  readonly keys: readonly (readonly [keys: readonly string[], does: string])[];
}

const groups: readonly Group[] = [
  {
    title: 'Map',
    keys: [
      [['←', '↑', '→', '↓'], 'to the next point in that direction'],
      [['Enter'], 'make that point the anchor'],
      [['+', '-'], 'zoom in, out'],
      [['0'], 'show everything'],
      [['.'], 'show the anchor and its negatives'],
      [['L'], 'lasso'],
      [['P'], 'pictures'],
      [['I'], 'map the samples themselves, before any training'],
      [['T'], 'table'],
      [['/'], 'search'],
      [['Esc'], 'close, then clear the anchor'],
    ],
  },
  {
    title: 'Legend',
    keys: [
      [['Enter'], 'hide, show'],
      [['O'], 'show it alone'],
      [['C'], 'give it a colour'],
    ],
  },
  {
    title: 'Negatives',
    keys: [
      [['←', '→'], 'previous, next negative'],
      [['↑', '↓'], 'row above, below'],
      [['Home', 'End'], 'first, last'],
      [['Enter'], 'make it the anchor'],
      [['Backspace'], 'back along the trail'],
    ],
  },
  {
    title: 'Time',
    keys: [
      [['[', ']'], 'stored epoch before, after'],
      [['{', '}'], 'first, newest'],
      [['Space'], 'play, pause'],
    ],
  },
];

export function Shortcuts(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = helpShown.value;
  useLayoutEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  const close = (): void => {
    helpShown.value = false;
  };
  return (
    <dialog class="shortcuts facts" ref={dialog} aria-label="Keyboard shortcuts" onClose={close}>
      <div class="shortcuts-head">
        <h2>Keyboard shortcuts</h2>
        <IconButton icon="close" label="Close" onClick={close} />
      </div>
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <h3 class="dim">{title}</h3>
          <dl>
            {keys.map(([names, does]) => (
              <div key={does}>
                <dt>
                  {names.map((name) => (
                    <Key key={name} name={name} />
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  );
}
