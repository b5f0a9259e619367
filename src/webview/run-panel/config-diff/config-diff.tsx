// The config that ran against the file as it is now. Takes no properties, asks the host by itself,
// and scrolls inside its place, which is the whole panel below the tabs.
import type { JSX } from 'preact';
import { Button } from '../../shared/controls/button';
import { host } from '../requests';
import { run, trusted } from '../state';
import { current, difference } from './current-config';
import { DiffTable } from './diff-table';
import { OtherSettings } from './other-settings';
import { textDiff } from './text-diff';
import './config-diff.css';

export function ConfigDiff(): JSX.Element {
  const ran = run.value?.config ?? '';
  const diff = difference.value ?? textDiff(ran, ran);
  return (
    <section class="config-diff" aria-label="Config">
      <header class="config-head">
        <strong>{headline()}</strong>
        <span class="dim cut">{explanation()}</span>
        <Actions />
      </header>
      <OtherSettings />
      <div class="config-text" tabIndex={0} role="region" aria-label="Lines of the config">
        <DiffTable rows={diff.rows} />
      </div>
    </section>
  );
}

function Actions(): JSX.Element {
  const isGone = current.value?.kind === 'gone';
  const differs = (difference.value?.differing ?? 0) > 0;
  const mayTrain = trusted.value;
  return (
    <>
      {(isGone || differs) && (
        <Button
          icon="discard"
          title="Make the config file what it was when this ran"
          onClick={() => void host.request('restoreConfig', {})}
        >
          Restore
        </Button>
      )}
      {isGone ? (
        <Button
          icon="play"
          disabled={!mayTrain}
          title={mayTrain ? 'Put the file back and train it' : 'Trust the workspace to train'}
          onClick={() => void host.request('trainConfig', {})}
        >
          Train
        </Button>
      ) : (
        <Button icon="go-to-file" onClick={() => void host.request('openConfig', {})}>
          Open Config
        </Button>
      )}
    </>
  );
}

function headline(): string {
  const lines = difference.value?.differing;
  if (lines === undefined) return current.value ? 'The config file is gone' : 'What ran';
  const settings = run.value?.otherSettings.length ?? 0;
  const parts = [counted(lines, 'line'), counted(settings, 'setting')].filter(Boolean);
  if (parts.length === 0) return 'Nothing differs';
  return `${parts.join(' and ')} ${lines + settings === 1 ? 'differs' : 'differ'}`;
}

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;

function explanation(): string {
  const count = difference.value?.differing;
  if (count === undefined) return current.value ? 'This is what ran.' : 'Reading the file…';
  return count === 0
    ? 'The file is as it was when this ran.'
    : 'What ran (−) against the file as it is now (+).';
}
