// The probability of being a false negative as a bar with a tick at the threshold of flags. Its
// number stands beside it. While it is estimated the bar shows how far that is.
import type { JSX } from 'preact';

interface ProbabilityBarProps {
  /** 0 … 1, as is the threshold. */
  readonly probability: number;
  readonly threshold: number;
  readonly flagged: boolean;
}

/** `done`: from 0 to 1. */
export const EstimatingBar = ({ done }: { readonly done: number }): JSX.Element => (
  <span class="probability-bar probability-estimating" aria-hidden="true">
    <span style={{ width: percent(done) }} />
  </span>
);

export function ProbabilityBar(props: ProbabilityBarProps): JSX.Element {
  const { probability, threshold, flagged } = props;
  return (
    <span class={`probability-bar${flagged ? ' probability-flagged' : ''}`} aria-hidden="true">
      <span style={{ width: percent(probability) }} />
      <i style={{ left: percent(threshold) }} />
    </span>
  );
}

const percent = (share: number): string => `${100 * Math.min(1, Math.max(0, share || 0))}%`;
