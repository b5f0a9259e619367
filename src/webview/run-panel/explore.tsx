// Map, timeline and anchor in their places. In the narrow form the anchor and the curves share one.
import type { JSX } from 'preact';
import { Tabs, type Tab } from '../shared/controls/tabs';
import { Inspector } from './inspector/inspector';
import { onExploreLetter } from './map/keys';
import { MapView } from './map/map';
import { helpShown } from './shortcuts';
import { lowerTab } from './state';
import { OpenedCurve } from './timeline/opened-curve';
import { Timeline } from './timeline/timeline';
import { timelineKey } from './timeline/timeline-keys';

type LowerTab = typeof lowerTab.value;

const lowerTabs: readonly Tab<LowerTab>[] = [
  { value: 'anchor', label: 'Anchor' },
  { value: 'curves', label: 'Curves' },
];

export function Explore(): JSX.Element {
  return (
    <div
      class={`explore explore-${lowerTab.value}`}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        if (onExploreLetter(event) || timelineKey(event)) event.preventDefault();
        else if (event.key === '?' && !(event.target instanceof HTMLInputElement))
          helpShown.value = true;
      }}
    >
      <MapView />
      <OpenedCurve />
      <Timeline />
      <div class="lower-tabs">
        <Tabs
          label="Below the map"
          tabs={lowerTabs}
          chosen={lowerTab.value}
          controls="lower-place"
          onChoose={(chosen) => {
            lowerTab.value = chosen;
          }}
        />
      </div>
      <div class="inspector-place" id="lower-place">
        <Inspector />
      </div>
    </div>
  );
}
