// Settings that are each valid but make no sense together.
import type { Fault } from './fault';
import type { RunConfig } from './run-config';
import { pathText, type SettingPath } from './settings';

/** Every contradiction in a config, at the setting that is easiest to mend. */
export function contradictions(config: RunConfig): Fault[] {
  return [...intervalFaults(config), ...trainFaults(config), ...dataFaults(config)];
}

function intervalFaults({ positives }: RunConfig): Fault[] {
  const intervals = {
    crop: positives.crop,
    ratio: positives.ratio,
    blur_sigma: positives.blur_sigma,
    erase_area: positives.erase_area,
  };
  return Object.entries(intervals)
    .filter(([, [low, high]]) => low > high)
    .map(([name, [low, high]]) =>
      conflict(['positives', name], `goes from low to high: write [${high}, ${low}]`),
    );
}

function trainFaults({ train, optimizer }: RunConfig): Fault[] {
  const faults: Fault[] = [];
  const { chunk_size: chunk = 0, batch_size: batch, epochs } = train;
  if (chunk > batch)
    faults.push(
      conflict(['train', 'chunk_size'], `(${chunk}) must not exceed train.batch_size (${batch})`),
    );
  else if (chunk > 0 && batch % chunk !== 0)
    faults.push(
      conflict(
        ['train', 'chunk_size'],
        `(${chunk}) must divide train.batch_size (${batch}): use ${largestDivisor(batch, chunk)}`,
      ),
    );
  if (optimizer.warmup_epochs > epochs)
    faults.push(
      conflict(
        ['optimizer', 'warmup_epochs'],
        `(${optimizer.warmup_epochs}) must not exceed train.epochs (${epochs})`,
      ),
    );
  if (optimizer.schedule === 'cosine' && optimizer.final_lr > optimizer.lr)
    faults.push(
      conflict(
        ['optimizer', 'final_lr'],
        `(${optimizer.final_lr}) must not exceed optimizer.lr (${optimizer.lr})`,
      ),
    );
  return faults;
}

/** The largest divisor of `of` that is at most `limit`. */
function largestDivisor(of: number, limit: number): number {
  let divisor = limit;
  while (of % divisor !== 0) divisor--;
  return divisor;
}

function dataFaults({ data }: RunConfig): Fault[] {
  if (data.test_labels === undefined || data.test !== undefined) return [];
  return [conflict(['data', 'test_labels'], 'labels no samples: give data.test too')];
}

const conflict = (path: SettingPath, rest: string): Fault => ({
  path,
  message: `"${pathText(path)}" ${rest}`,
  code: 'conflict',
});
