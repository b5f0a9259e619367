// What the inspector says where there is no list to show.
import type { JSX } from 'preact';
import { Button } from '../../shared/controls/button';
import { Key } from '../../shared/controls/key';
import { Icon } from '../../shared/icon';
import { failures } from '../state';
import { showLog } from './host-actions';

export const NoAnchor = (): JSX.Element => (
  <div class="inspector-state">
    <h2>Choose an anchor</h2>
    <p class="facts dim">
      Click a point or a picture to see its hardest negatives and which of them are probably false.
    </p>
    <dl class="state-keys facts dim">
      <dt>
        <Key name="/" />
      </dt>
      <dd>search by name or label</dd>
      <dt>
        <Key name="Tab" />
      </dt>
      <dd>
        into the map, arrows move, <Key name="↵" /> selects
      </dd>
      <dt>
        <Key name="L" />
      </dt>
      <dd>draw around several</dd>
    </dl>
  </div>
);

export const NoVectors = (): JSX.Element => (
  <div class="inspector-note">
    <h3>No negatives yet</h3>
    <p class="facts dim">They are ranked once the run has stored its first vectors.</p>
  </div>
);

export const SearchFailed = (): JSX.Element => (
  <div class="inspector-note" role="alert">
    <h3>
      <span class="error-icon">
        <Icon name="error" />
      </span>
      The negatives cannot be ranked
    </h3>
    <p class="facts dim">{failures.value.anchor}</p>
    <Button onClick={() => void showLog()}>Show Log</Button>
  </div>
);
