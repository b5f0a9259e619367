// What the inspector says where there is no list to show.
import type { JSX } from 'preact';
import { Button } from '../../shared/controls/button';
import { Key } from '../../shared/controls/key';
import { Icon } from '../../shared/icon';
import { failures } from '../state';
import { askAnchorAgain } from '../requests';
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
  <Failure title="The negatives cannot be ranked" sentence={failures.value.anchor} />
);

/** Above ranks that stay without probabilities. */
export const EstimateFailed = ({ sentence }: { readonly sentence: string }): JSX.Element => (
  <Failure title="The probabilities cannot be estimated" sentence={sentence} />
);

interface FailureProps {
  readonly title: string;
  readonly sentence: string | undefined;
}

const Failure = ({ title, sentence }: FailureProps): JSX.Element => (
  <div class="inspector-note" role="alert">
    <h3>
      <span class="error-icon">
        <Icon name="error" />
      </span>
      {title}
    </h3>
    <p class="facts dim">{sentence}</p>
    <div class="note-actions">
      <Button onClick={askAnchorAgain}>Try Again</Button>
      <Button onClick={() => void showLog()}>Show Log</Button>
    </div>
  </div>
);
