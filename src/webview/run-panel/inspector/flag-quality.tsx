// How far flags can be trusted on this run, where labels can tell. Asked once for each epoch, after
// the ranks are there.
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { FlagQuality as Quality } from '../../../protocol/run-view';
import { count, fixed } from '../../shared/numbers';
import { host } from '../requests';
import { run } from '../state';

/** By epoch; undefined where labels cannot tell. */
const known = signal<ReadonlyMap<number, Quality | undefined>>(new Map());
const asked = new Set<number>();

export function FlagQuality({ epoch }: { readonly epoch: number }): JSX.Element | null {
  const labelled = run.value?.samples.labels !== undefined;
  useEffect(() => {
    if (labelled) void ask(epoch);
  }, [epoch, labelled]);
  const quality = known.value.get(epoch);
  return quality ? <p class="flag-quality caption dim">{qualitySentence(quality)}</p> : null;
}

async function ask(epoch: number): Promise<void> {
  if (asked.has(epoch)) return;
  asked.add(epoch);
  try {
    const quality = await host.request('quality', { epoch });
    known.value = new Map(known.value).set(epoch, quality);
  } catch {
    // Asked again when the epoch is shown again; nothing else depends on it.
    asked.delete(epoch);
  }
}

function qualitySentence(quality: Quality): string {
  const { anchors, auroc, calibrationError, precision, flaggedPairs } = quality;
  const flagged =
    flaggedPairs === 0
      ? 'none is flagged'
      : `${fixed(100 * precision, 0)} % of ${count(flaggedPairs)} flagged have the same label`;
  return (
    `Checked by labels on 20 negatives of ${count(anchors)} anchors: ${flagged}, ` +
    `AUROC ${fixed(auroc, 2)}, calibration error ${fixed(calibrationError, 2)}`
  );
}
