// The mouse on the map: hover after a moment, click selects, drag pans, Shift-drag draws a lasso,
// the wheel zooms at the pointer, a double click zooms in.
import { batch } from '@preact/signals';
import { announce } from '../../shared/announce';
import { count } from '../../shared/numbers';
import * as state from '../state';
import { pan, toMap, zoom, type Point } from './camera';
import { isShown } from './filters';
import { caughtBy } from './lasso';
import * as view from './map-view';

/** Milliseconds until the hover card comes. */
const HOVER = 80;
/** Pixels within which a point is meant. */
const REACH = 9;
/** Pixels until a press is a drag. */
const SLIP = 4;

interface Press {
  readonly from: Point;
  last: Point;
  readonly lasso: boolean;
  dragged: boolean;
}

/** Listens on the map's element until the returned function is called. */
export function takeHand(element: HTMLElement): () => void {
  const hand = new Hand(element);
  const listeners = {
    pointerdown: hand.down,
    pointermove: hand.move,
    pointerup: hand.up,
    pointercancel: hand.cancel,
    pointerleave: hand.leave,
    dblclick: hand.twice,
    wheel: hand.wheel,
  };
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of all) element.addEventListener(name, listener, { passive: false });
  return () => {
    hand.leave();
    for (const [name, listener] of all) element.removeEventListener(name, listener);
  };
}

class Hand {
  private press: Press | undefined;
  private timer = 0;

  constructor(private readonly element: HTMLElement) {}

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const from = this.pointOf(event);
    this.press = {
      from,
      last: from,
      lasso: event.shiftKey || view.lassoing.value,
      dragged: false,
    };
    this.element.setPointerCapture(event.pointerId);
    this.leave();
  };

  readonly move = (event: PointerEvent): void => {
    const at = this.pointOf(event);
    if (this.press) this.drag(this.press, at);
    else this.hover(at);
  };

  readonly up = (event: PointerEvent): void => {
    const { press } = this;
    this.press = undefined;
    if (!press) return;
    if (press.lasso) closeLasso();
    else if (!press.dragged) this.click(this.pointOf(event));
  };

  readonly cancel = (): void => {
    this.press = undefined;
    view.lassoPath.value = [];
  };

  readonly leave = (): void => {
    window.clearTimeout(this.timer);
    state.hovered.value = undefined;
  };

  readonly twice = (event: MouseEvent): void => {
    view.cameraMoved.value = true;
    const at = this.pointOf(event);
    view.moveCamera(zoom(view.camera.value, view.size.value, at, 2));
  };

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    // Lines and pages of some mice; a pinch comes as small steps with Ctrl.
    const pixels = event.deltaY * [1, 16, 400][event.deltaMode];
    const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0022));
    view.holdCamera(zoom(view.camera.value, view.size.value, this.pointOf(event), factor));
    this.leave();
  };

  private drag(press: Press, at: Point): void {
    const [dx, dy] = [at[0] - press.last[0], at[1] - press.last[1]];
    const slipped = Math.hypot(at[0] - press.from[0], at[1] - press.from[1]) > SLIP;
    if (!press.dragged && !slipped) return;
    press.dragged = true;
    press.last = at;
    if (press.lasso) lengthenLasso(press.from, at);
    else view.holdCamera(pan(view.camera.value, dx, dy));
  }

  private click(at: Point): void {
    const row = nearestTo(at);
    if (row === undefined) return;
    batch(() => {
      view.crosshair.value = undefined;
      state.chooseAnchor(row);
    });
  }

  private hover(at: Point): void {
    const row = nearestTo(at, isShown);
    this.element.style.cursor = view.lassoing.value
      ? 'crosshair'
      : row === undefined || !view.reachable(row)
        ? ''
        : 'pointer';
    if (row !== undefined && row === state.hovered.value) return;
    this.leave();
    if (row === undefined) return;
    this.timer = window.setTimeout(() => {
      state.hovered.value = row;
    }, HOVER);
  }

  private pointOf(event: MouseEvent): Point {
    const { left, top } = this.element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }
}

function nearestTo(at: Point, accept = view.reachable): number | undefined {
  const [x, y] = toMap(view.camera.value, view.size.value, at);
  return view.index.value.nearest(x, y, REACH / view.camera.value.scale, accept);
}

function lengthenLasso(from: Point, at: Point): void {
  const path = view.lassoPath.value;
  const added = (path.length === 0 ? [from, at] : [at]).map((each) =>
    toMap(view.camera.value, view.size.value, each),
  );
  view.lassoPath.value = [...path, ...added];
}

function closeLasso(): void {
  const path = view.lassoPath.value;
  batch(() => {
    state.caught.value = caughtBy(path, view.positions.value, view.index.value, view.reachable);
    view.lassoPath.value = [];
    view.lassoing.value = false;
  });
  announce(`${count(state.caught.value.length)} caught by the lasso`);
}
