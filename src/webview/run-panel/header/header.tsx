// What run this is, how far it is, and what can be done with it.
import type { JSX } from 'preact';
import { Button } from '../../shared/controls/button';
import { Menu, type Command } from '../../shared/controls/menu';
import { ProgressBar } from '../../shared/controls/progress-bar';
import { Icon } from '../../shared/icon';
import { runStates } from '../../shared/run-states';
import { host } from '../requests';
import { helpShown } from '../shortcuts';
import * as state from '../state';
import { Facts } from './facts';
import './header.css';

export function Header(): JSX.Element {
  const run = state.run.value;
  if (!run) return <header class="run-header dim">Reading the run…</header>;
  const { icon, words } = runStates[run.state];
  return (
    <header class="run-header">
      <span class={`run-state run-state-${run.state}`}>
        <Icon name={icon} spinning={run.state === 'training'} />
      </span>
      <h1 class="run-name cut" title={run.path}>
        {run.name}
      </h1>
      <span class="run-words dim">{words}</span>
      <Progress />
      <Facts run={run} />
      <span class="run-gap" />
      <StopOrResume />
      <Menu label="More actions" commands={commands} />
    </header>
  );
}

const commands: readonly Command[] = [
  { label: 'Open Config', run: () => void host.request('openConfig', {}) },
  { label: 'Show Log', run: () => void host.request('showLog', {}) },
  {
    label: 'Keyboard Shortcuts',
    run: () => {
      helpShown.value = true;
    },
  },
];

function Progress(): JSX.Element | null {
  const run = state.run.value;
  if (run?.state !== 'training') return null;
  const { phase, done, total } = state.progress.value ?? {
    phase: 'training',
    done: run.epochsDone,
    total: run.epochs,
  };
  // Steps are those of the whole training.
  const share = total > 0 ? done / total : 0;
  return <ProgressBar share={share} label={phase === 'reading' ? 'Reading data' : 'Training'} />;
}

function StopOrResume(): JSX.Element | null {
  const run = state.run.value;
  if (run?.state === 'training')
    return (
      <Button icon="debug-stop" onClick={() => void host.request('stop', {})}>
        Stop
      </Button>
    );
  if (!run || run.state === 'finished') return null;
  const trusted = state.trusted.value;
  return (
    <Button
      icon="debug-continue"
      disabled={!trusted}
      title={trusted ? 'Trains on from the newest checkpoint' : 'Trust the workspace to train'}
      onClick={() => void host.request('resume', {})}
    >
      Resume
    </Button>
  );
}
