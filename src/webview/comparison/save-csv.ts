// Takes the comparison away: every value of every run, a line for each epoch.
import { csvBytes } from '../shared/chart/csv';
import { epochOf } from '../shared/curves/curve-values';
import { host } from './requests';
import { runs } from './state';

export async function saveCsv(): Promise<void> {
  const metrics = [...new Set(runs.value.flatMap((run) => run.metrics.flatMap(Object.keys)))];
  const columns = metrics.filter((metric) => metric !== 'epoch');
  const rows = runs.value.flatMap((run) =>
    run.metrics.map((row: Partial<(typeof run.metrics)[number]>, i) => [
      run.name,
      run.id,
      epochOf(row, i),
      ...columns.map((metric) => row[metric]),
    ]),
  );
  const bytes = csvBytes(['run', 'id', 'epoch', ...columns], rows);
  await host.request('saveFile', { name: 'comparison.csv', bytes });
}
