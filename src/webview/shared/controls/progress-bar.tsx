// How much of something is done.
import type { JSX } from 'preact';
import './controls.css';

interface ProgressBarProps {
  /** 0 … 1. */
  readonly share: number;
  /** What is being done. */
  readonly label: string;
}

export function ProgressBar({ share, label }: ProgressBarProps): JSX.Element {
  const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}
