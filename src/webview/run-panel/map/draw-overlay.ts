// All that is drawn over the points, in order: names, lines, pictures, rings, the hand.
import { classSlots, labelOf } from '../class-colours';
import { hasPictures, picture } from '../pictures';
import * as state from '../state';
import type { Rgb } from '../../shared/colour';
import { toMap } from './camera';
import { choosePictures, roomForPictures } from './choose-pictures';
import { drawLines, drawRings } from './draw-anchor';
import { drawCaught, drawCrosshair, drawHovered, drawLasso } from './draw-hand';
import { drawNames } from './draw-names';
import { drawPictures, PICTURE_SIDE } from './draw-pictures';
import * as view from './map-view';
import type { Scene } from './scene';

export function drawOverlay(scene: Scene): void {
  const { context, size } = scene;
  context.clearRect(0, 0, size.width, size.height);
  if (view.positions.value.length === 0) return;
  const anchor = state.anchor.value;
  const report = state.report.value?.index === anchor ? state.report.value : undefined;
  const marks = anchor === undefined ? undefined : { anchor, report, rank: state.rank.value };
  const pictured = rowsWithPictures();
  if (!pictured) drawNames(scene, shownNames(), className);
  drawCaught(scene, state.caught.value);
  if (marks) drawLines(scene, marks);
  if (pictured) drawPictured(scene, pictured);
  if (marks && !pictured) drawRings(scene, marks);
  drawHand(scene);
}

function drawHand(scene: Scene): void {
  const { hovered } = state;
  if (hovered.value !== undefined) drawHovered(scene, hovered.value);
  if (view.crosshair.value !== undefined) drawCrosshair(scene, view.crosshair.value);
  if (view.lassoPath.value.length > 0) drawLasso(scene, view.lassoPath.value);
}

const className = (label: number): string => state.run.value?.samples.classes[label] ?? '';

const shownNames = () =>
  view.names.value.filter(({ label }) => !state.hiddenClasses.value.has(label));

/** Rows in sight, weightiest first; undefined where points are shown as dots. */
function rowsWithPictures(): readonly number[] | undefined {
  if (!hasPictures()) return undefined;
  const { size, camera, index, reachable } = view;
  const [left, top] = toMap(camera.value, size.value, [0, 0]);
  const [right, bottom] = toMap(camera.value, size.value, [size.value.width, size.value.height]);
  const seen: number[] = [];
  index.value.inside({ left, right, top, bottom }, (row) => {
    if (reachable(row)) seen.push(row);
  });
  if (!state.showPictures.value && !roomForPictures(seen.length, size.value)) return undefined;
  const first = [state.anchor.value, ...(state.report.value?.negatives ?? []).map((n) => n.index)];
  // Few candidates are enough: what overlaps is left out anyway.
  const rest = seen.sort((a, b) => a - b).slice(0, 4000);
  return [...new Set([...first.filter((row) => row !== undefined), ...rest])];
}

function drawPictured(scene: Scene, rows: readonly number[]): void {
  const { theme } = scene;
  const placed = choosePictures(rows, scene.at, scene.size, PICTURE_SIDE);
  const negatives = new Map(state.report.value?.negatives.map((each) => [each.index, each]));
  const second = (row: number): { readonly colour: Rgb; readonly width: number } | undefined => {
    if (row === state.anchor.value) return { colour: theme.accent, width: 3 };
    const negative = negatives.get(row);
    if (!negative) return undefined;
    const width = negative.rank === state.rank.value ? 3 : 1.5;
    return { colour: negative.flagged ? theme.flag : theme.text, width };
  };
  const ofClass = (row: number): Rgb => {
    const slot = classSlots.value.at(labelOf(row)) ?? -1;
    return labelOf(row) < 0 || slot < 0 ? theme.bar : theme.classes[slot];
  };
  drawPictures(scene, placed, (row) => picture(row)?.drawable, { ofClass, second });
}
