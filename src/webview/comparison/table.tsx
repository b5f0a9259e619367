// The runs side by side: settings that differ, values at one epoch, and the best so far.
import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../shared/icon';
import { comparedCurves } from './compared-curves';
import { notesOf } from './notes';
import { host } from './requests';
import { RunKey } from './run-key';
import { shortNames } from './short-names';
import { chooseEpoch, comparison, epoch, lastEpoch, runs } from './state';
import { bestRows, differenceRows, epochRows, type TableRow } from './table-rows';

export function ComparisonTable(): JSX.Element {
  const { differences = [] } = comparison.value ?? {};
  const curves = comparedCurves(runs.value);
  const differ =
    differences.length === 1 ? '1 setting differs' : `${differences.length} settings differ`;
  return (
    <div class="figures-side">
      <table class="compared-table facts figures">
        <Head />
        <Section title={<>Config, {differences.length === 0 ? 'no setting differs' : differ}</>}>
          {differenceRows(differences)}
        </Section>
        <Section title={<EpochField />}>{epochRows(curves, runs.value, epoch.value)}</Section>
        <Section title="So far">{bestRows(curves, runs.value)}</Section>
      </table>
      {notesOf(comparison.value, curves).map((note) => (
        <p key={note} class="note caption dim">
          <Icon name="info" />
          {note}
        </p>
      ))}
    </div>
  );
}

function Head(): JSX.Element {
  const short = shortNames(runs.value.map(({ name }) => name));
  return (
    <thead>
      <tr>
        <th scope="col">
          <span class="unseen">Figure</span>
        </th>
        {runs.value.map(({ id, name }, place) => (
          <th key={id} scope="col">
            <RunKey place={place} />
            <button
              type="button"
              class="link cut"
              aria-label={`Open ${name}`}
              title={`Open ${name}`}
              onClick={() => void host.request('openRun', { run: id })}
            >
              {short[place]}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface SectionProps {
  readonly title: ComponentChildren;
  readonly children: readonly TableRow[];
}

function Section({ title, children }: SectionProps): JSX.Element {
  return (
    <tbody>
      <tr class="section-head">
        <th colSpan={runs.value.length + 1} scope="rowgroup">
          {title}
        </th>
      </tr>
      {children.map(({ name, cells }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map(({ text, stands, best }, i) => (
            <td key={i} class={stands ? 'stands-out' : ''}>
              {best && <Icon name="check" />}
              {best && <span class="unseen">best: </span>}
              {text}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function EpochField(): JSX.Element {
  return (
    <label class="epoch-field">
      At epoch
      <span class="field">
        <input
          type="number"
          min="1"
          max={lastEpoch.value}
          value={epoch.value}
          onChange={({ currentTarget }) => {
            chooseEpoch(currentTarget.valueAsNumber);
          }}
        />
      </span>
    </label>
  );
}
