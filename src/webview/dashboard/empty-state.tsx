// What is shown in place of runs that are not there: why, and the one thing to do next.
import type { JSX } from 'preact';
import type { DashboardAction, DashboardSnapshot } from '../../protocol/dashboard';
import { Button } from '../shared/controls/button';
import { act } from './requests';

interface Empty {
  readonly title: string;
  readonly sentence: string;
  readonly button: string;
  readonly action: DashboardAction;
  /** A second way, as a quiet link. */
  readonly other?: { readonly words: string; readonly action: DashboardAction };
}

const sample = { words: 'Create Sample Workspace', action: 'createSample' } as const;

/** Undefined where there are runs. */
export function emptyOf({ workspace, trusted, hasConfig }: DashboardSnapshot): Empty | undefined {
  if (workspace === 'ready') return undefined;
  if (workspace === 'none')
    return {
      title: 'No folder is open',
      sentence: 'Open a folder with images or vectors, or begin with a sample that draws itself.',
      button: 'Create Sample Workspace',
      action: 'createSample',
    };
  if (!trusted)
    return {
      title: 'This folder is not trusted',
      sentence: 'Runs can be looked at here, but nothing is trained until you trust the folder.',
      button: 'Manage Trust',
      action: 'manageTrust',
    };
  if (!hasConfig)
    return {
      title: 'No encoder config yet',
      sentence:
        'A config says what data to train on and how. One is written from the data you name.',
      button: 'New Encoder Config',
      action: 'newConfig',
      other: sample,
    };
  return {
    title: 'No runs yet',
    sentence: 'Train the encoder of your config: its map and curves appear while it learns.',
    button: 'Train Encoder',
    action: 'train',
  };
}

export function EmptyState({ empty }: { readonly empty: Empty }): JSX.Element {
  const { title, sentence, button, action, other } = empty;
  return (
    <section class="empty" aria-label={title}>
      <h2>{title}</h2>
      <p class="dim">{sentence}</p>
      <Button primary onClick={() => void act(action)}>
        {button}
      </Button>
      {other && (
        <button type="button" class="link" onClick={() => void act(other.action)}>
          {other.words}
        </button>
      )}
    </section>
  );
}
