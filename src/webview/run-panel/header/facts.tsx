// The run's figures in one line. What has no room leaves the line and stays in its tooltip.
import type { JSX } from 'preact';
import type { RunSnapshot } from '../../../protocol/run-view';
import { count, duration, fixed } from '../../shared/numbers';
import * as state from '../state';

export function Facts({ run }: { readonly run: RunSnapshot }): JSX.Element {
  const training = run.state === 'training';
  const progress = training ? state.progress.value : undefined;
  const epoch = progress?.epoch ?? run.epochsDone;
  const knn = run.metrics.findLast((row) => Number.isFinite(row.knn_top1))?.knn_top1;
  const device = progress?.device ?? run.device;
  const speed = progress?.samplesPerSecond;
  const noun = run.samples.kind === 'image' ? 'images' : 'samples';
  const knnWords = knn === undefined ? [] : [`kNN ${fixed(knn, 3)}, best ${bestKnn(run)}`];
  const speedWords = speed === undefined ? [] : [`${count(Math.round(speed))} ${noun}/s`];
  const words = [...knnWords, ...(device === undefined ? [] : [device]), ...speedWords];
  return (
    <div class="run-facts facts figures dim" title={words.join(' · ')}>
      <span>
        {progress?.phase === 'reading' ? (
          'reading data'
        ) : (
          <>
            epoch <b>{epoch}</b> of {run.epochs}
          </>
        )}
      </span>
      {progress?.timeLeft !== undefined && (
        <span class="fact-left">{duration(progress.timeLeft)} left</span>
      )}
      {knn !== undefined && (
        <span class="fact-knn">
          kNN <b>{fixed(knn, 3)}</b>, best {bestKnn(run)}
        </span>
      )}
      {device !== undefined && (
        <span class="fact-device" title={[device, ...(run.otherRuntimes ?? [])].join('\n')}>
          {device}
        </span>
      )}
      {speedWords.length > 0 && <span class="fact-device">{speedWords[0]}</span>}
    </div>
  );
}

function bestKnn({ best, metrics }: RunSnapshot): string {
  const known = best as Readonly<Partial<typeof best>>;
  const highest = Math.max(...metrics.map((row) => row.knn_top1).filter(Number.isFinite));
  return fixed(known.knn_top1?.value ?? highest, 3);
}
