// Which curve is open at full height. It closes to where it was opened from.
import { signal } from '@preact/signals';

/** Its metric. */
export const openedCurve = signal<string | undefined>(undefined);

let openedFrom: Element | null = null;

export function openCurve(metric: string): void {
  if (openedCurve.value === metric) {
    closeCurve();
    return;
  }
  openedFrom = document.activeElement;
  openedCurve.value = metric;
}

export function closeCurve(): void {
  openedCurve.value = undefined;
  if (openedFrom instanceof HTMLElement) openedFrom.focus();
}
