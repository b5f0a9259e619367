// Metrics as people read them.
import type { MetricsRow } from '../runs/metrics-log';
import { percent } from './words';

/** The figures of an epoch's line, by metric. */
const headlines: Readonly<Record<string, string>> = {
  loss: 'loss',
  knn_top1: 'kNN',
  probe_top1: 'linear probe',
};

/** `loss 2.314, kNN 71.2 %`: of those that the row has. */
export function headline(row: Readonly<Record<string, number>>): string {
  return Object.entries(headlines)
    .filter(([name]) => name in row)
    .map(([name, title]) => `${title} ${figure(name, row[name])}`)
    .join(', ');
}

/** Accuracies and shares in percent, the rest with four digits. */
export function figure(name: string, value: number): string {
  if (/_top[15]|^same_class/.test(name)) return percent(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** The newest value of each metric. */
export function latestFigures(rows: readonly MetricsRow[]): Readonly<Record<string, number>> {
  return Object.assign({}, ...rows) as Record<string, number>;
}
