// A button with words, an optional icon before them and an optional key after them.
import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../icon';
import { Key } from './key';
import './controls.css';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  readonly icon?: string;
  /** Shown after the words: the key that does the same. */
  readonly shortcut?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
}

export function Button(props: ButtonProps): JSX.Element {
  const { children, onClick, icon, shortcut, primary = false, disabled = false, title } = props;
  return (
    <button
      type="button"
      class={primary ? 'button button-primary' : 'button'}
      disabled={disabled}
      title={title}
      onClick={onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {shortcut !== undefined && <Key name={shortcut} />}
    </button>
  );
}
