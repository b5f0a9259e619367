// Who the anchor is, how near its own two views are, and where its hardest negatives lie among all.
import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { AnchorReport } from '../../../protocol/run-view';
import { IconButton } from '../../shared/controls/icon-button';
import { labelName } from '../class-colours';
import { arrivals, hasFiles, hasPictures, picture } from '../pictures';
import { epoch, run, trail } from '../state';
import { anchorFacts, splitFact } from './anchor-facts';
import { BackButton } from './back-button';
import { openSample, showLog } from './host-actions';
import { Portrait } from './portrait';
import { Strip } from './strip';
import { useStyleNumber } from './use-style-number';
import { Views } from './views';
import './anchor.css';

interface AnchorSummaryProps {
  readonly index: number;
  /** Undefined while it is searched. */
  readonly report: AnchorReport | undefined;
}

export function AnchorSummary({ index, report }: AnchorSummaryProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const room = useStyleNumber(element, '--anchor-room', 112);
  return (
    <div class="anchor" ref={element}>
      <div class="anchor-portrait">
        <Portrait index={index} room={room} />
      </div>
      <Facts index={index} report={report} />
      {hasPictures() && <Views index={index} epoch={report?.epoch ?? epoch.value} />}
      {report && <Strip report={report} />}
    </div>
  );
}

function Facts({ index, report }: AnchorSummaryProps): JSX.Element {
  const facts = [...splitFact(index), ...(report ? anchorFacts(report) : [])];
  return (
    <dl class="anchor-facts figures">
      <Identity index={index} />
      {isUnreadable(index) && (
        <Row name="Picture" important>
          cannot be read{' '}
          <button type="button" class="link" onClick={() => void showLog()}>
            Show Log
          </button>
        </Row>
      )}
      {facts.map((fact) => (
        <Row key={fact.name} name={fact.name} important={fact.important}>
          <span class="anchor-values" title={fact.values.join(', ')}>
            {fact.values.map((value) => (
              <span key={value}>{value}</span>
            ))}
          </span>
        </Row>
      ))}
    </dl>
  );
}

/** In the low form the line over the anchor is gone: who it is, back and its file stand here. */
function Identity({ index }: { readonly index: number }): JSX.Element {
  const name = run.value?.samples.names[index] ?? '';
  const label = labelName(index);
  return (
    <div class="anchor-fact anchor-identity">
      <dt>Anchor</dt>
      <dd>
        <h2 class="anchor-name cut">{label === undefined ? name : `${name} · ${label}`}</h2>
        {trail.value.length > 0 && <BackButton />}
        {hasFiles() && (
          <IconButton
            icon="link-external"
            label="Open the anchor's file"
            onClick={() => void openSample(index)}
          />
        )}
      </dd>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly important: boolean;
  readonly children: ComponentChildren;
}

const Row = ({ name, important, children }: RowProps): JSX.Element => (
  <div class={important ? 'anchor-fact' : 'anchor-fact anchor-minor'}>
    <dt>{name}</dt>
    <dd class="cut">{children}</dd>
  </div>
);

/** Its picture was asked for and cannot be shown. */
export function isUnreadable(index: number): boolean {
  if (arrivals.value < 0 || !hasPictures()) return false;
  const found = picture(index);
  return found !== undefined && !found.drawable;
}
