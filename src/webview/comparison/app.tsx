// Several runs held against each other: their curves, and what differs.
import type { JSX } from 'preact';
import { Button } from '../shared/controls/button';
import { Icon } from '../shared/icon';
import { Charts } from './charts';
import { host } from './requests';
import { RunKey } from './run-key';
import { saveCsv } from './save-csv';
import { comparison, runs } from './state';
import { ComparisonTable } from './table';
import './comparison.css';

export function App(): JSX.Element {
  if (!comparison.value) return <main class="comparison-empty dim">Reading the runs…</main>;
  return (
    <main class="comparison">
      <header class="comparison-head">
        <Icon name="git-compare" />
        <h1>{runs.value.length === 1 ? '1 run' : `${runs.value.length} runs`}</h1>
        <ul class="legend-line facts">
          {runs.value.map(({ id, name, live }, place) => (
            <li key={id}>
              <RunKey place={place} />
              {name}
              {live && <span class="dim">live</span>}
            </li>
          ))}
        </ul>
        <Button icon="export" title="Save all values as CSV" onClick={() => void saveCsv()}>
          Export
        </Button>
        <Button icon="add" onClick={() => void host.request('addRuns', {})}>
          Add Run
        </Button>
      </header>
      <div class="comparison-body">
        <Charts />
        <ComparisonTable />
      </div>
    </main>
  );
}
