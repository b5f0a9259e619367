// Names of metrics in files, and which of them are worth remembering at their best.
import type { MetricsRow } from '../../runs/metrics-log';
import type { RunRecord } from '../../runs/run-record';

/** knnTop1 -> knn_top1, probeTop1At10Percent -> probe_top1_at_10_percent. */
export function snakeCase(name: string): string {
  return name
    .replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/(?<=_at)(?=\d)/g, '_');
}

/** Higher is better for accuracies, lower for the loss. */
const directions: Readonly<Record<string, 1 | -1>> = { loss: -1, knn_top1: 1, probe_top1: 1 };

/** The best values so far, with the epochs that had them. */
export function bestOf(best: RunRecord['best'], row: MetricsRow): RunRecord['best'] {
  const reached = Object.entries(directions).flatMap(([name, direction]) => {
    if (!(name in row)) return [];
    const old = name in best ? best[name] : undefined;
    const better = old === undefined || direction * (row[name] - old.value) > 0;
    return better ? [[name, { value: row[name], epoch: row.epoch }] as const] : [];
  });
  return { ...best, ...Object.fromEntries(reached) };
}
