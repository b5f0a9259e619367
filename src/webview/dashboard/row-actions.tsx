// What can be done with a run at once: buttons of its row, while the row has the pointer or the focus.
import type { JSX } from 'preact';
import type { DashboardRun } from '../../protocol/dashboard';
import { Icon } from '../shared/icon';
import { openMenu } from './open-menu';
import { act } from './requests';
import { canResume, isLive } from './run-commands';
import { tabStop } from './state';

export function RowActions({ run }: { readonly run: DashboardRun }): JSX.Element {
  return (
    <span class="run-actions">
      {isLive(run) && (
        <Action run={run} icon="debug-stop" label="Stop" onAct={() => void act('stop', [run])} />
      )}
      {canResume(run) && (
        <Action
          run={run}
          icon="debug-continue"
          label="Resume"
          onAct={() => void act('resume', [run])}
        />
      )}
      {!isLive(run) && (
        <Action run={run} icon="trash" label="Delete" onAct={() => void act('delete', [run])} />
      )}
      <Action
        run={run}
        icon="ellipsis"
        label="More actions"
        onAct={(button) => {
          const { left, bottom } = button.getBoundingClientRect();
          openMenu(run, { x: left, y: bottom });
        }}
      />
    </span>
  );
}

interface ActionProps {
  readonly run: DashboardRun;
  readonly icon: string;
  readonly label: string;
  readonly onAct: (button: HTMLElement) => void;
}

function Action({ run, icon, label, onAct }: ActionProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`${label} ${run.name}`}
      title={label}
      tabIndex={tabStop.value === run.id ? 0 : -1}
      onClick={(event) => {
        // The row itself opens the run.
        event.stopPropagation();
        onAct(event.currentTarget);
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
