// The comparison's conversation with the extension. Which runs it shows is kept with the panel.
import type { Comparison, ComparisonEvents, ComparisonRequests } from '../../protocol/comparison';
import { connectToHost, keepState } from '../shared/host';
import { comparison } from './state';

export const host = connectToHost<ComparisonRequests, ComparisonEvents>();

export async function begin(): Promise<void> {
  host.on('comparison', take);
  take(await host.request('ready', {}));
}

function take(taken: Comparison): void {
  comparison.value = taken;
  keepState({ runs: taken.runs.map(({ id }) => id) });
}
