// Pointer on an element that is as wide as the time axis: pressed, it moves the playhead; above it,
// it shows that epoch's values on all lanes.
import type { TargetedPointerEvent } from 'preact';
import { pause } from './play';
import { epochUnder, hovered, newest, scrubTo } from './playhead';

type Event = TargetedPointerEvent<HTMLDivElement>;

interface Handlers {
  readonly onPointerDown: (event: Event) => void;
  readonly onPointerMove: (event: Event) => void;
  readonly onPointerLeave: () => void;
}

export function followPointer(axis: { readonly current: Element | null }): Handlers {
  const under = ({ clientX }: Event): number =>
    axis.current ? epochUnder(clientX, axis.current) : 0;
  const scrub = (event: Event): void => {
    pause();
    scrubTo(under(event));
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      scrub(event);
    },
    onPointerMove: (event) => {
      const epoch = Math.round(under(event));
      hovered.value = epoch >= 1 && epoch <= newest.value ? epoch : undefined;
      if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
    },
    onPointerLeave: () => {
      hovered.value = undefined;
    },
  };
}
