// The menu of a run, where it was asked for and inside the window; the focus returns to its row.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MenuList, useCloseOutside } from '../shared/controls/menu';
import { commandsOf } from './run-commands';
import { menu } from './state';
import { focusRow } from './tree-keys';

export function RunMenu(): JSX.Element | null {
  return menu.value ? <OpenMenu {...menu.value} /> : null;
}

type OpenMenuProps = NonNullable<typeof menu.value>;

function OpenMenu({ run, x, y }: OpenMenuProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useCloseOutside(root, true, () => {
    menu.value = undefined;
  });
  useLayoutEffect(() => {
    const list = root.current?.firstElementChild;
    if (!root.current || !list) return;
    const { width, height } = list.getBoundingClientRect();
    root.current.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
    root.current.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
  }, [run.id, x, y]);
  return (
    <div class="run-menu" ref={root}>
      <MenuList
        key={run.id}
        label={`Actions on ${run.name}`}
        commands={commandsOf(run)}
        close={() => {
          menu.value = undefined;
          focusRow(run.id, document.body);
        }}
      />
    </div>
  );
}
