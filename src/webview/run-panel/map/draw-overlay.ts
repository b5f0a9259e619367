// All that is drawn over the points, in order: names, lines, pictures, rings, the hand.
import { labelOf } from '../class-colours';
import { groupings } from '../groupings';
import { hasPictures, picture } from '../pictures';
import * as state from '../state';
import type { Rgb } from '../../shared/colour';
import { toMap } from './camera';
import { choosePictures, mostPictured } from './choose-pictures';
import type { ClassName } from './class-names';
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
  if (!pictured) drawNames(scene, shownNames(), nameOf);
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

const nameOf = (group: number): string => view.namedGrouping.value?.names[group] ?? '';

function shownNames(): readonly ClassName[] {
  const kind = view.namedGrouping.value?.kind ?? 'class';
  return view.names.value.filter(({ label }) => !state.hidden.value[kind].has(label));
}

/** Candidates that are looked at: more would all overlap. */
const CANDIDATES = 4000;

/** Rows in sight, weightiest first; undefined where points are shown as dots. */
function rowsWithPictures(): readonly number[] | undefined {
  if (!hasPictures()) return undefined;
  const size = view.size.value;
  const forced = state.showPictures.value;
  const most = forced ? CANDIDATES : mostPictured(size);
  const seen = rowsInSight(most + 1);
  if (!forced && (seen.length === 0 || seen.length > most)) return undefined;
  const first = [state.anchor.value, ...(state.report.value?.negatives ?? []).map((n) => n.index)];
  return [...new Set([...first.filter((row) => row !== undefined), ...seen])];
}

/** The first rows, rising, that are on the element and not hidden; this is asked every frame. */
function rowsInSight(most: number): readonly number[] {
  const [left, top] = toMap(view.camera.value, view.size.value, [0, 0]);
  const { width, height } = view.size.value;
  const [right, bottom] = toMap(view.camera.value, view.size.value, [width, height]);
  const positions = view.positions.value;
  const seen: number[] = [];
  for (let row = 0; row < positions.length / 2 && seen.length < most; row++) {
    const [x, y] = [positions[2 * row], positions[2 * row + 1]];
    if (x >= left && x <= right && y >= bottom && y <= top && view.reachable(row)) seen.push(row);
  }
  return seen;
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
    const slot = groupings.class.value?.slots.at(labelOf(row)) ?? -1;
    return labelOf(row) < 0 || slot < 0 ? theme.bar : theme.classes[slot];
  };
  drawPictures(scene, placed, (row) => picture(row)?.drawable, { ofClass, second });
}
