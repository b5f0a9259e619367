// One run of the list: state, name, age or actions; below them the loss, the best value and how far
// it is; while it trains a bar. Read aloud it is one sentence.
import type { JSX } from 'preact';
import type { DashboardRun } from '../../protocol/dashboard';
import { Icon } from '../shared/icon';
import { runStates } from '../shared/run-states';
import { RowActions } from './row-actions';
import { ageOf, bestOf, progressOf, sentenceOf, shareOf } from './run-facts';
import { Sparkline } from './sparkline';
import { choose } from './choose';
import { openMenu } from './open-menu';
import { active, selected, tabStop, type Group } from './state';

interface RunRowProps {
  readonly run: DashboardRun;
  readonly group: Group;
}

export function RunRow({ run, group }: RunRowProps): JSX.Element {
  const { icon } = runStates[run.state];
  const sentence = sentenceOf(run);
  const more = [sentence, ...(run.otherRuntimes ?? [])].join('\n');
  return (
    <div
      class={`run-row run-row-${run.state}`}
      role="treeitem"
      aria-level={2}
      aria-posinset={group.runs.indexOf(run) + 1}
      aria-setsize={group.runs.length}
      aria-selected={selected.value.has(run.id)}
      aria-keyshortcuts="Enter Space Delete F2 Shift+F10"
      tabIndex={tabStop.value === run.id ? 0 : -1}
      data-key={run.id}
      onFocus={() => {
        active.value = run.id;
      }}
      onClick={(event) => {
        choose(run, event);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu(run, { x: event.clientX, y: event.clientY });
      }}
    >
      <span class="unseen">{sentence}</span>
      <span class="run-icon" aria-hidden="true">
        <Icon name={icon} spinning={run.state === 'training'} />
      </span>
      <span class="run-name cut" aria-hidden="true" title={more}>
        {run.name}
      </span>
      <span class="run-age facts dim figures" aria-hidden="true">
        {ageOf(run)}
      </span>
      <RowActions run={run} />
      <span class="run-second facts figures" aria-hidden="true" title={more}>
        <Measured run={run} />
      </span>
      {run.state === 'training' && (
        <span class="run-progress" aria-hidden="true">
          <span style={{ width: `${100 * shareOf(run)}%` }} />
        </span>
      )}
    </div>
  );
}

/** Of a run that failed before its first epoch: why. */
function Measured({ run }: { readonly run: DashboardRun }): JSX.Element {
  if (run.losses.length === 0 && run.error !== undefined)
    return <span class="run-error cut">{run.error}</span>;
  return (
    <>
      <Sparkline values={run.losses} length={run.epochs} />
      <span class="cut">{bestOf(run)}</span>
      <span class="dim">{progressOf(run)}</span>
    </>
  );
}
