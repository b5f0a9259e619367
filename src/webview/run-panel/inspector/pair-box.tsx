// The anchor and the negative in focus: the figures, and why it is or is not a false negative.
import type { ComponentChildren, JSX } from 'preact';
import type { AnchorReport, NegativeReport } from '../../../protocol/run-view';
import { Button } from '../../shared/controls/button';
import { Key } from '../../shared/controls/key';
import { Icon } from '../../shared/icon';
import { ClassMark } from '../class-mark';
import { missing } from '../estimate';
import { hasFiles } from '../pictures';
import { chooseAnchor, run } from '../state';
import {
  bandFigure,
  cosineFigure,
  gradientFigure,
  probabilityFigure,
  weightFigure,
} from './figures';
import { openSample, unopened } from './host-actions';
import { Provisional } from './provisional';
import { Reasons } from './reasons';
import { useSpokenReasons } from './use-spoken-reasons';
import './pair-box.css';

interface PairBoxProps {
  readonly report: AnchorReport;
  readonly negative: NegativeReport;
}

export function PairBox({ report, negative }: PairBoxProps): JSX.Element {
  useSpokenReasons(report.index, negative);
  return (
    <section class="pair-box" aria-label="Pair">
      <div class="pair-head">
        <Who negative={negative} />
        <PairFigures negative={negative} provisional={report.provisional} />
      </div>
      {report.clamped && (
        <p class="pair-note">
          <Icon name="info" />
          The debiased estimate of this anchor is at its floor, so its negatives get no gradient.
        </p>
      )}
      <Reasons reasons={negative.reasons} />
      <Actions index={negative.index} />
    </section>
  );
}

function Who({ negative }: { readonly negative: NegativeReport }): JSX.Element {
  return (
    <h3 class="pair-who">
      <b>Rank {negative.rank}</b>
      <span class="cut">{run.value?.samples.names[negative.index]}</span>
      <ClassMark index={negative.index} />
      {negative.flagged && (
        <span class="pair-flag">
          <Icon name="flag" />
          Flagged
        </span>
      )}
    </h3>
  );
}

interface PairFiguresProps {
  readonly negative: NegativeReport;
  readonly provisional: boolean;
}

function PairFigures({ negative, provisional }: PairFiguresProps): JSX.Element {
  const { cosine, weight, gradientShare, probability, band } = negative;
  return (
    <dl class="pair-figures figures">
      <Figure name="Cosine">{cosineFigure(cosine)}</Figure>
      <Figure name="ω">{weightFigure(weight, 2)}</Figure>
      <Figure name="Gradient share">{gradientFigure(gradientShare)}</Figure>
      <Figure name="P(false)">
        {probability === undefined || !band ? (
          <span class="dim">{missing.value.words}</span>
        ) : (
          <Probability probability={probability} band={band} provisional={provisional} />
        )}
      </Figure>
    </dl>
  );
}

type ProbabilityProps = Required<Pick<NegativeReport, 'probability' | 'band'>> &
  Pick<AnchorReport, 'provisional'>;

const Probability = ({ probability, band, provisional }: ProbabilityProps): JSX.Element => (
  <>
    <span title="With its 80 % band">
      {probabilityFigure(probability)}, {bandFigure(band)}
    </span>
    {provisional && <Provisional />}
  </>
);

interface FigureProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

const Figure = ({ name, children }: FigureProps): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Actions({ index }: { readonly index: number }): JSX.Element {
  return (
    <div class="pair-actions">
      {hasFiles() && <Button onClick={() => void openSample(index)}>Open file</Button>}
      {unopened.value?.index === index && <span class="caption dim">{unopened.value.why}</span>}
      <span class="pair-keys caption dim">
        <Key name="←" />
        <Key name="→" />
        walk
      </span>
      <Button
        shortcut="↵"
        onClick={() => {
          chooseAnchor(index);
        }}
      >
        Make anchor
      </Button>
    </div>
  );
}
