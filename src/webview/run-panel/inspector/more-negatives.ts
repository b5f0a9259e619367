// Lists longer than the first one: asked for at the end of the list, or where the trail leads back
// to a rank beyond it.
import { effect, signal } from '@preact/signals';
import type { AnchorReport } from '../../../protocol/run-view';
import { host } from '../requests';
import * as state from '../state';
import { stale } from './stage';

/** How many more at a time. */
export const MORE = 50;

/** A longer list is on its way. */
export const lengthening = signal(false);

/** Makes the list `top` long, or as long as there are negatives. A failure leaves it as it is. */
export async function lengthen(top: number): Promise<void> {
  const report = state.report.value;
  if (!report || lengthening.value) return;
  const { index, epoch } = report;
  lengthening.value = true;
  try {
    const longer = await host.request('anchor', { index, epoch, top });
    const now = state.report.value;
    if (now?.index === index && now.epoch === epoch) state.report.value = longer;
  } catch {
    if (state.rank.value > report.negatives.length) state.rank.value = report.negatives.length;
  } finally {
    lengthening.value = false;
  }
}

/** Whether there are negatives that the list does not show. */
export const isCut = ({ negatives, negativesCount }: AnchorReport): boolean =>
  negatives.length < negativesCount;

effect(() => {
  const report = state.report.value;
  const length = report?.negatives.length ?? 0;
  if (!report || stale.value || state.rank.value <= Math.max(1, length)) return;
  const missing = Math.ceil((state.rank.value - length) / MORE) * MORE;
  if (isCut(report)) void lengthen(length + missing);
  else state.rank.value = Math.max(1, length);
});
