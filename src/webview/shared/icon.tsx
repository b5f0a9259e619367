// One sign of the codicon font, or of the few drawn by hand: decoration, named by what holds it.
import type { JSX } from 'preact';
import './icon.css';

interface IconProps {
  /** As codicons call it, or `lasso`. */
  readonly name: string;
  /** Turns, unless motion is reduced. */
  readonly spinning?: boolean;
}

export function Icon({ name, spinning = false }: IconProps): JSX.Element {
  if (name === 'lasso') return <Lasso />;
  const turns = spinning ? ' icon-spinning' : '';
  return <span class={`codicon codicon-${name} icon${turns}`} aria-hidden="true" />;
}

function Lasso(): JSX.Element {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1">
        <ellipse cx="8.2" cy="5.6" rx="6" ry="3.6" stroke-dasharray="2.2 1.4" />
        <circle cx="4.6" cy="9.6" r="1.5" />
        <path d="M5 11c.6 1.3 0 2.5-1.3 3.2" />
      </g>
    </svg>
  );
}
