// Where the points are drawn, and where hand and keys act on them.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { announce } from '../../shared/announce';
import { count } from '../../shared/numbers';
import { useStateEffect } from '../../shared/use-state-effect';
import { labelName } from '../class-colours';
import * as state from '../state';
import { takeHand } from './hand';
import { HoverCard } from './hover-card';
import { onMapKey } from './keys';
import * as view from './map-view';
import { Painter } from './painter';

export function Stage(): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useSize(element);
  useLayoutEffect(() => (element.current ? takeHand(element.current) : undefined), []);
  useCameraFollowing();
  useSpokenCrosshair();
  const samples = state.run.value?.samples.count ?? 0;
  return (
    <div
      class={view.lassoing.value ? 'stage stage-lassoing' : 'stage'}
      ref={element}
      tabIndex={0}
      role="application"
      aria-roledescription="map"
      aria-label={`Map of ${count(samples)} samples. Arrows move to the next point, Enter makes it the anchor, T shows a table.`}
      onKeyDown={(event) => {
        if (onMapKey(event)) event.preventDefault();
      }}
    >
      {state.run.value && <Surface key={view.losses.value} />}
      <HoverCard />
    </div>
  );
}

/** Comes with the run: how it draws depends on how many points there are. Made anew when its context was lost: a canvas keeps the kind of its first context for good. */
function Surface(): JSX.Element {
  const points = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!points.current || !overlay.current) return undefined;
    const painter = new Painter(points.current, overlay.current);
    return () => {
      painter.dispose();
    };
  }, []);
  return (
    <>
      <canvas class="stage-points" ref={points} aria-hidden="true" />
      <canvas class="stage-overlay" ref={overlay} aria-hidden="true" />
    </>
  );
}

function useSize(element: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const read = (): void => {
      view.size.value = { width: current.clientWidth, height: current.clientHeight };
    };
    const observer = new ResizeObserver(read);
    observer.observe(current);
    read();
    return () => {
      observer.disconnect();
    };
  }, []);
}

/** The whole map stays in sight until the person looks elsewhere. */
function useCameraFollowing(): void {
  const shown = useRef(false);
  useStateEffect(() => {
    const whole = view.whole.value;
    if (view.cameraMoved.peek() || view.size.value.width === 0) return;
    if (shown.current) view.moveCamera(whole, 400);
    else view.camera.value = whole;
    shown.current = view.positions.value.length > 0;
  });
}

function useSpokenCrosshair(): void {
  useStateEffect(() => {
    const row = view.crosshair.value;
    const name = row === undefined ? undefined : state.run.peek()?.samples.names[row];
    if (row === undefined || name === undefined) return;
    announce(`${name}, ${labelName(row) ?? 'no label'}`);
  });
}
