// Clocks inside the views of a window: what is measured ends when it is on the screen there, not when
// a test gets to hear of it. Both are scripts for the page, as text: they know the browser's world.
import type { Frame } from 'playwright-core';

/** When the map is drawn, in milliseconds of the wall clock. */
const mapDrawn = `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('.map-foot')) return requestAnimationFrame(look);
    requestAnimationFrame(() => resolve(Date.now()));
  };
  look();
})`;

/** Ask as soon as the view is there: what was drawn before counts as drawn now. */
export const timeOfMap = (frame: Frame): Promise<number> => frame.evaluate<number>(mapDrawn);

/** From the next release of the mouse until another anchor's whole list is drawn, in milliseconds. */
const nextList = `new Promise((resolve) => {
  const name = () => document.querySelector('section[aria-label="Anchor"] h2')?.textContent;
  const before = name();
  const isThere = () =>
    name() !== before &&
    document.querySelector('[role=listbox][aria-busy=false]')?.querySelectorAll('[role=option]').length >= 20;
  addEventListener('pointerup', () => {
    const start = performance.now();
    const look = () => {
      if (!isThere()) return requestAnimationFrame(look);
      requestAnimationFrame(() => resolve(performance.now() - start));
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
})`;

/** Begin it before the click. */
export const timeOfNextList = (frame: Frame): Promise<number> => frame.evaluate<number>(nextList);
