// Where a sample's point is in the page, from the same made-up run and the panel's own geometry: so
// that a test can click on it.
import type { Page } from 'playwright-core';
import { boundsOf, fit, toScreen, type Point } from '../../../src/webview/run-panel/map/camera';
import { RunData, type RunSettings } from './run-data';

/** Of the run that the fake host makes up where nothing else is asked for. */
export const usualSettings: RunSettings = {
  samples: 2900,
  classes: 10,
  epochs: 40,
  epochsDone: 24,
  state: 'training',
  kind: 'image',
};
export const usualRun = new RunData(usualSettings);

/** In pixels of the page, while the camera shows the whole map of the newest epoch. */
export async function placeInPage(page: Page, row: number): Promise<Point> {
  const box = await page.locator('.stage').boundingBox();
  if (!box) throw new Error('the map is not shown');
  const { positions } = usualRun.map(24);
  const camera = fit(boundsOf(positions), box);
  const [x, y] = toScreen(camera, box, [positions[2 * row], positions[2 * row + 1]]);
  return [box.x + x, box.y + y];
}

/** What the panel has kept of the person's place. */
export const keptPlace = (page: Page): Promise<Record<string, unknown>> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('kept state') ?? '{}') as never);
