// Device pixels for one pixel of the page: changes with zoom, and where a window moves to another
// screen. Canvases are drawn in device pixels.
import { signal } from '@preact/signals';

export const pixelRatio = signal(devicePixelRatio);

watchPixelRatio();

function watchPixelRatio(): void {
  // The query holds for one value only: after each change the next one is asked.
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      pixelRatio.value = devicePixelRatio;
      watchPixelRatio();
    },
    { once: true },
  );
}
