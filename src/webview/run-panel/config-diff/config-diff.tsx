// The config that ran against the file as it is now. Takes no properties, asks the host by itself,
// and scrolls inside its place, which is the whole panel below the tabs.
import type { JSX } from 'preact';
import { Button } from '../../shared/controls/button';
import { host } from '../requests';
import { run } from '../state';
import { current, difference } from './current-config';
import { DiffTable } from './diff-table';
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
        <Button icon="go-to-file" onClick={() => void host.request('openConfig', {})}>
          Open Config
        </Button>
      </header>
      <div class="config-text" tabIndex={0} role="region" aria-label="Lines of the config">
        <DiffTable rows={diff.rows} />
      </div>
    </section>
  );
}

function headline(): string {
  const count = difference.value?.differing;
  if (count === undefined) return current.value ? 'The config file is gone' : 'What ran';
  if (count === 0) return 'Nothing differs';
  return count === 1 ? '1 line differs' : `${count} lines differ`;
}

function explanation(): string {
  const count = difference.value?.differing;
  if (count === undefined) return current.value ? 'This is what ran.' : 'Reading the file…';
  return count === 0
    ? 'The file is as it was when this ran.'
    : 'What ran (−) against the file as it is now (+).';
}
