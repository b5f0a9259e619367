// What stands over the map while there is none, or another one is on its way.
import type { ComponentChildren, JSX } from 'preact';
import { Button } from '../../shared/controls/button';
import { ProgressBar } from '../../shared/controls/progress-bar';
import { Icon } from '../../shared/icon';
import { count, duration } from '../../shared/numbers';
import { cancelMap, host } from '../requests';
import * as state from '../state';
import { inputWords, toggleInput } from './input-map';
import { losses, surfaceLost } from './map-view';

export function MapStates(): JSX.Element | null {
  const run = state.run.value;
  const failure = state.failures.value.map ?? state.failures.value.run;
  if (failure !== undefined) return <Failure sentence={failure} />;
  if (surfaceLost.value) return <SurfaceLost />;
  if (state.working.value) return <Working {...state.working.value} />;
  return run?.vectorEpochs.length === 0 && !state.map.value ? <NoMapYet /> : <Foot />;
}

function NoMapYet(): JSX.Element {
  const training = state.run.value?.state === 'training';
  const first = firstMapEpoch();
  const left = untilEpoch(first);
  return (
    <Notice title="No map yet">
      {training
        ? `The first one comes after epoch ${first}${left === undefined ? '' : `, in about ${duration(left)}`}.`
        : 'This run ended before an epoch stored vectors.'}
      <div class="notice-actions">
        <Button onClick={toggleInput}>Map {inputWords()}</Button>
      </div>
    </Notice>
  );
}

/** The next one that stores vectors. */
function firstMapEpoch(): number {
  const { epochs = 1, epochsDone = 0, vectorsEvery: every = 0 } = state.run.value ?? {};
  return every === 0 ? epochs : Math.min(epochs, every * (Math.floor(epochsDone / every) + 1));
}

/** Seconds until an epoch ends, from the time left for all of them; steps are those of the whole training. */
function untilEpoch(epoch: number): number | undefined {
  const { phase, timeLeft, done = 0, total = 0, epochs = 1 } = state.progress.value ?? {};
  if (phase !== 'training' || timeLeft === undefined || done >= total) return undefined;
  return (timeLeft * Math.max(0, (total * epoch) / epochs - done)) / (total - done);
}

function Failure({ sentence }: { readonly sentence: string }): JSX.Element {
  const { epoch } = state;
  const near = state.mapOf.value === 'input' ? [] : nearestStored(epoch.value ?? 0);
  return (
    <Notice title="The map cannot be shown" failed>
      {sentence}
      <div class="notice-actions">
        {near.map((each) => (
          <Button
            key={each}
            onClick={() => {
              state.chooseEpoch(each);
            }}
          >
            Epoch {each}
          </Button>
        ))}
        {state.mapOf.value === 'input' && (
          <Button onClick={toggleInput}>Back to the encoder</Button>
        )}
        <Button onClick={() => void host.request('showLog', {})}>Show Log</Button>
      </div>
    </Notice>
  );
}

/** The stored epochs before and after. */
function nearestStored(epoch: number): readonly number[] {
  const stored = state.run.value?.vectorEpochs ?? [];
  const before = stored.findLast((each) => each < epoch);
  const after = stored.find((each) => each > epoch);
  return [before, after].filter((each) => each !== undefined);
}

const SurfaceLost = (): JSX.Element => (
  <Notice title="The graphics are gone">
    This many points need WebGL, and the window has lost it. The table shows the same rows.
    <div class="notice-actions">
      <Button
        onClick={() => {
          losses.value = 0;
        }}
      >
        Reload map
      </Button>
    </div>
  </Notice>
);

interface NoticeProps {
  readonly title: string;
  readonly failed?: boolean;
  readonly children: ComponentChildren;
}

const Notice = ({ title, failed = false, children }: NoticeProps): JSX.Element => (
  <div class="notice" role="status">
    {failed && <Icon name="error" />}
    <h2>{title}</h2>
    <div class="dim">{children}</div>
  </div>
);

interface WorkingProps {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

const Working = ({ what, done, total }: WorkingProps): JSX.Element => (
  <div class="map-working">
    <div class="map-working-line">
      <span class="cut">{what}</span>
      <span class="dim figures">
        {count(done)} of {count(total)}
      </span>
      <Button onClick={cancelMap}>Cancel</Button>
    </div>
    <ProgressBar share={total > 0 ? done / total : 0} label={what} />
  </div>
);

/** What the lasso holds, else how the map came about, in one line. */
function Foot(): JSX.Element | null {
  const map = state.map.value;
  const caught = state.caught.value.length;
  if (!map) return null;
  if (caught > 0)
    return (
      <p class="map-foot caption dim">{count(caught)} caught by the lasso · Esc lets them go</p>
    );
  const few = map.method === 'pca' && map.positions.length / 2 < 15;
  const of = map.epoch === 0 ? `${inputWords()}, before any training` : `epoch ${map.epoch}`;
  const how = few
    ? 'PCA: fewer than 15 points have no neighbourhoods to arrange'
    : `${map.method.toUpperCase()} of ${of}`;
  const kept = Number.isFinite(map.neighboursKept)
    ? ` · ${Math.round(100 * map.neighboursKept)} % of neighbours kept`
    : '';
  return <p class="map-foot caption dim">{how + (few ? '' : kept)}</p>;
}
