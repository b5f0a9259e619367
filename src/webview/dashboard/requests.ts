// The dashboard's conversation with the extension.
import { effect } from '@preact/signals';
import type {
  DashboardAction,
  DashboardEvents,
  DashboardRequests,
  DashboardRun,
} from '../../protocol/dashboard';
import { announce } from '../shared/announce';
import { connectToHost, keepState, keptState } from '../shared/host';
import { kept, restore, take } from './state';

const host = connectToHost<DashboardRequests, DashboardEvents>();

export async function begin(): Promise<void> {
  restore(keptState());
  effect(() => {
    keepState(kept());
  });
  host.on('runs', take);
  take(await host.request('ready', {}));
}

/** What fails is told by the extension; here it is only said. */
export async function act(
  action: DashboardAction,
  runs: readonly DashboardRun[] = [],
): Promise<void> {
  try {
    await host.request('act', { action, runs: runs.map(({ id }) => id) });
  } catch (error) {
    announce(error instanceof Error ? error.message : String(error));
  }
}
