// The line over the negatives: how many, and what the figures on their cards are.
import type { JSX } from 'preact';
import type { AnchorReport } from '../../../protocol/run-view';
import { count, fixed } from '../../shared/numbers';
import { SHOWN } from '../ask-anchor';
import { estimated, missing, unestimated } from '../estimate';
import { epoch, run } from '../state';
import { ProbabilityBar } from './probability-bar';
import { slow } from './stage';

/** Where on the small bar of the key the tick stands, and how far it is filled. */
const EXAMPLE = { probability: 0.6, threshold: 0.79, flagged: false };

interface ListHeadingProps {
  /** Undefined while they are searched. */
  readonly report: AnchorReport | undefined;
}

export function ListHeading({ report }: ListHeadingProps): JSX.Element {
  const searched = Math.max(0, (run.value?.samples.count ?? 1) - 1);
  return (
    <div class="list-heading">
      <h3>Hardest {report?.negatives.length ?? SHOWN}</h3>
      {!report && <span class="caption dim">Searching {count(searched)} negatives</span>}
      {report && slow.value && <span class="caption dim">Ranking at epoch {epoch.value}</span>}
      {report && !slow.value && <CardKey report={report} />}
    </div>
  );
}

const Estimating = (): JSX.Element => (
  <span class="figures">
    {unestimated.value === undefined
      ? `${fixed(100 * estimated.value, 0)} % estimated`
      : missing.value.words}
  </span>
);

const CardKey = ({ report }: { readonly report: AnchorReport }): JSX.Element => (
  <p class="card-key caption dim">
    <span class="card-key-minor">cosine</span>
    <span class="card-key-minor">ω weight in the loss</span>
    <span class="card-key-bar">
      <ProbabilityBar {...EXAMPLE} />
      <span class="card-key-name">P(false negative)</span>
      {report.estimating ? <Estimating /> : `flag from ${fixed(report.threshold, 2)}`}
    </span>
  </p>
);
