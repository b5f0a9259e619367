// The run panel: header, tabs, and what the chosen tab shows.
import type { JSX } from 'preact';
import { LiveRegion } from '../shared/announce';
import { Tabs, type Tab } from '../shared/controls/tabs';
import { ConfigDiff } from './config-diff/config-diff';
import { differing } from './config-diff/current-config';
import { Explore } from './explore';
import { Header } from './header/header';
import { useSpokenProgress } from './header/spoken-progress';
import { Problems } from './header/problems';
import { Shortcuts } from './shortcuts';
import { tab } from './state';
import './layout.css';

type TabName = typeof tab.value;

/** Config counts what differs from the file. */
const tabsNow = (): readonly Tab<TabName>[] => [
  { value: 'explore', label: 'Explore' },
  { value: 'config', label: 'Config', count: differing.value },
];

export function App(): JSX.Element {
  useSpokenProgress();
  return (
    <div class="panel">
      <main class="panel-rows">
        <Header />
        <Problems />
        <div class="panel-tabs">
          <Tabs
            label="Run"
            tabs={tabsNow()}
            chosen={tab.value}
            controls="panel-content"
            onChoose={(chosen) => {
              tab.value = chosen;
            }}
          />
        </div>
        <div
          id="panel-content"
          class="panel-content"
          role="tabpanel"
          aria-labelledby={`panel-content-${tab.value}`}
        >
          {tab.value === 'explore' ? <Explore /> : <ConfigDiff />}
        </div>
      </main>
      <Shortcuts />
      <LiveRegion />
    </div>
  );
}
