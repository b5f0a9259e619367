// The dashboard: the runs of the workspace, or what to do where there are none.
import type { JSX } from 'preact';
import { LiveRegion } from '../shared/announce';
import { Button } from '../shared/controls/button';
import { CompareBar } from './compare-bar';
import { EmptyState, emptyOf } from './empty-state';
import { RunMenu } from './run-menu';
import { RunTree } from './run-tree';
import { useSpokenProgress } from './spoken-progress';
import { rows, shown, snapshot, text } from './state';
import { Tools } from './tools';
import './dashboard.css';

export function App(): JSX.Element {
  useSpokenProgress();
  return (
    <main class="dashboard" aria-label="Runs">
      <Content />
      <LiveRegion />
    </main>
  );
}

function Content(): JSX.Element | null {
  const { value } = snapshot;
  if (!value) return null;
  const empty = emptyOf(value);
  if (empty) return <EmptyState empty={empty} />;
  return (
    <>
      <Tools />
      {rows.value.length > 0 ? <RunTree /> : <NoMatch />}
      <CompareBar />
      <RunMenu />
    </>
  );
}

function NoMatch(): JSX.Element {
  return (
    <section class="empty" aria-label="No run matches">
      <p class="dim">No run matches the filter.</p>
      <Button
        onClick={() => {
          text.value = '';
          shown.value = 'all';
        }}
      >
        Show All Runs
      </Button>
    </section>
  );
}
