// Opens a run's menu at a place of the window.
import type { DashboardRun } from '../../protocol/dashboard';
import { active, menu } from './state';

export function openMenu(
  run: DashboardRun,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  active.value = run.id;
  menu.value = { run, x, y };
}
