// What went wrong with the run, and what of it cannot be shown: a sentence each, under the header.
import type { JSX } from 'preact';
import { Icon } from '../../shared/icon';
import { host } from '../requests';
import * as state from '../state';

export function Problems(): JSX.Element | null {
  const run = state.run.value;
  if (!run) return null;
  const failed = run.state === 'failed' ? [run.error ?? 'The training failed.'] : [];
  if (failed.length + run.problems.length === 0) return null;
  return (
    <ul class="problems" aria-label="Problems">
      {failed.map((sentence) => (
        <Problem key={sentence} icon="error" sentence={sentence} />
      ))}
      {run.problems.map((sentence) => (
        <Problem key={sentence} icon="warning" sentence={sentence} />
      ))}
    </ul>
  );
}

const Problem = ({ icon, sentence }: { readonly icon: string; readonly sentence: string }) => (
  <li class={`problem problem-${icon}`}>
    <Icon name={icon} />
    <span>{sentence}</span>
    <button type="button" class="link" onClick={() => void host.request('showLog', {})}>
      Show Log
    </button>
  </li>
);
