// Settings that ran otherwise than the config file said: no line of the file tells them.
import type { JSX } from 'preact';
import { run } from '../state';

export function OtherSettings(): JSX.Element | null {
  const settings = run.value?.otherSettings ?? [];
  if (settings.length === 0) return null;
  return (
    <div class="other-settings" tabIndex={0} role="region" aria-label="Settings over the file">
      <table>
        <caption class="dim">These were set over the file when it ran.</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">What ran</th>
            <th scope="col">What the file said</th>
          </tr>
        </thead>
        <tbody>
          {settings.map(({ setting, ran, written }) => (
            <tr key={setting}>
              <th scope="row">{setting}</th>
              <td>{ran ?? 'not set'}</td>
              <td class="dim">{written === undefined ? 'not in the file' : `not ${written}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
