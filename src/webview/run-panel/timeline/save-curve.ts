// Takes an open curve away: as a picture of what is shown, or as its values.
import type { ChartView } from '../../shared/chart/chart-view';
import { csvBytes, fileName } from '../../shared/chart/csv';
import { host } from '../requests';
import { run } from '../state';
import type { PlottedCurve } from './curve-lines';
import { epochOf } from '../../shared/curves/curve-values';
import type { Curve } from '../../shared/curves/curves';

export async function savePicture(
  { label }: Curve,
  view: { readonly current: ChartView | undefined },
): Promise<void> {
  const name = run.value?.name ?? '';
  const bytes = await view.current?.picture(`${name}: ${label}`);
  if (bytes) await host.request('saveFile', { name: `${fileName(name, label)}.png`, bytes });
}

/** Epoch, step, value, and the smoothed value where it is another one. */
export async function saveCsv(
  { metric, label }: Curve,
  { measured, smoothed }: PlottedCurve,
): Promise<void> {
  const { name = '', metrics = [] } = run.value ?? {};
  const both = smoothed.some((value, i) => value !== measured[i]);
  const rows = metrics.map((row, i) => [
    epochOf(row, i),
    row.step,
    measured[i],
    ...(both ? [smoothed[i]] : []),
  ]);
  const head = ['epoch', 'step', metric, ...(both ? [`${metric}_smoothed`] : [])];
  const bytes = csvBytes(head, rows);
  await host.request('saveFile', { name: `${fileName(name, label)}.csv`, bytes });
}
