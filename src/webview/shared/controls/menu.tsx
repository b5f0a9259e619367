// A button that opens a list of commands: arrows move, Enter does, Escape and a click beside close.
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../icon';
import { IconButton } from './icon-button';
import { nextOf } from './next-of';
import './controls.css';

export interface Command {
  readonly label: string;
  readonly run: () => void;
  /** Given: one of several of which one is chosen. */
  readonly checked?: boolean;
  /** A line stands above it. */
  readonly apart?: boolean;
}

interface MenuProps {
  readonly label: string;
  readonly icon?: string;
  readonly commands: readonly Command[];
}

export function Menu({ label, icon = 'ellipsis', commands }: MenuProps): JSX.Element {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const close = (): void => {
    open.value = false;
    root.current?.querySelector('button')?.focus();
  };
  useCloseOutside(root, open.value, () => {
    open.value = false;
  });
  return (
    <div class="menu" ref={root}>
      <IconButton
        icon={icon}
        label={label}
        pressed={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      />
      {open.value && <MenuList label={label} commands={commands} close={close} />}
    </div>
  );
}

export function MenuList({
  label,
  commands,
  close,
}: {
  readonly label: string;
  readonly commands: readonly Command[];
  readonly close: () => void;
}): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  // Before the next key can come.
  useLayoutEffect(() => list.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...(list.current?.querySelectorAll('button') ?? [])];
    const next = nextOf(items, event.key);
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (next) next.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="menu-list" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {commands.map(({ label: name, run, checked, apart = false }) => (
        <button
          key={name}
          type="button"
          class={apart ? 'menu-apart' : ''}
          role={checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={checked}
          tabIndex={-1}
          onClick={() => {
            close();
            run();
          }}
        >
          {checked !== undefined && <Icon name={checked ? 'check' : 'blank'} />}
          {name}
        </button>
      ))}
    </div>
  );
}

export function useCloseOutside(
  root: { readonly current: HTMLElement | null },
  open: boolean,
  close: () => void,
): void {
  useLayoutEffect(() => {
    if (!open) return undefined;
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !root.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
    };
  }, [open]);
}
