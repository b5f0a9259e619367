// What the inspector asks the window to do, and a sentence where it cannot be done.
import { signal } from '@preact/signals';
import { announce } from '../../shared/announce';
import { host } from '../requests';

/** Of a sample whose file could not be opened. */
export const unopened = signal<{ readonly index: number; readonly why: string } | undefined>(
  undefined,
);

export async function openSample(index: number): Promise<void> {
  unopened.value = undefined;
  const opened = await host.request('openSample', { index }).catch(() => false);
  if (opened) return;
  const why = 'No file of its own was found for this sample.';
  unopened.value = { index, why };
  announce(why);
}

export async function showLog(): Promise<void> {
  const shown = await host.request('showLog', {}).catch(() => false);
  if (!shown) announce('The log cannot be shown.');
}
