// A button that is an icon: named for screen readers and by its tooltip.
import type { JSX } from 'preact';
import { Icon } from '../icon';
import './controls.css';

interface IconButtonProps {
  readonly icon: string;
  /** What it does; the key that does the same stands in brackets after it. */
  readonly label: string;
  readonly shortcut?: string;
  readonly onClick: () => void;
  /** Given: the button switches something on and off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** False: the Tab key passes by, for a key of what it stands beside does the same. */
  readonly reachable?: boolean;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  const { icon, label, shortcut, onClick, pressed, disabled = false, reachable = true } = props;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      disabled={disabled}
      tabIndex={reachable ? undefined : -1}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
