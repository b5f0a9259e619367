// What can be done with a run at once: buttons of its row, while the row has the pointer or the focus.
// For the pointer alone: keys and screen readers have the row's own keys, and its menu has them all.
import type { JSX } from 'preact';
import type { DashboardRun } from '../../protocol/dashboard';
import { Icon } from '../shared/icon';
import { openMenu } from './open-menu';
import { act } from './requests';
import { canResume, isLive } from './run-commands';

export function RowActions({ run }: { readonly run: DashboardRun }): JSX.Element {
  return (
    <span class="run-actions" aria-hidden="true">
      {isLive(run) && (
        <Action icon="debug-stop" label="Stop" onAct={() => void act('stop', [run])} />
      )}
      {canResume(run) && (
        <Action icon="debug-continue" label="Resume" onAct={() => void act('resume', [run])} />
      )}
      {!isLive(run) && (
        <Action icon="trash" label="Delete" onAct={() => void act('delete', [run])} />
      )}
      <Action
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
  readonly icon: string;
  readonly label: string;
  readonly onAct: (button: HTMLElement) => void;
}

function Action({ icon, label, onAct }: ActionProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      tabIndex={-1}
      // The focus stays on the row.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
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
