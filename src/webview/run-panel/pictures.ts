// Pictures of samples, kept ready to draw. What is asked for within one turn goes to the host as
// one request; the least recently used are forgotten.
import { signal } from '@preact/signals';
import type { Picture } from '../../protocol/run-view';
import { host } from './requests';
import { run } from './state';

const KEPT = 600;
const AT_ONCE = 64;

/** A picture of width × height pixels; undefined where it cannot be read. */
export type Drawable = HTMLCanvasElement | undefined;

/** Rises when pictures have come. */
export const arrivals = signal(0);

/** Oldest use first. */
const kept = new Map<number, { readonly drawable: Drawable }>();
const asked = new Set<number>();
let wanted = new Set<number>();

/** What is there of a picture now; one that is missing is asked for. Undefined: not here yet. */
export function picture(index: number): { readonly drawable: Drawable } | undefined {
  const found = kept.get(index);
  if (found) {
    kept.delete(index);
    kept.set(index, found);
  } else want(index);
  return found;
}

/** Whether samples have pictures at all: vectors have none. */
export const hasPictures = (): boolean => run.value?.samples.kind === 'image';

/** Whether samples are files of their own, and not pictures in a larger one. */
export const hasFiles = (): boolean =>
  hasPictures() && /\.(jpe?g|png|webp)$/i.test(run.value?.samples.names.at(0) ?? '');

function want(index: number): void {
  if (asked.has(index) || !hasPictures()) return;
  asked.add(index);
  if (wanted.size === 0) queueMicrotask(askAll);
  wanted.add(index);
}

function askAll(): void {
  const indices = [...wanted];
  wanted = new Set();
  for (let from = 0; from < indices.length; from += AT_ONCE)
    void ask(indices.slice(from, from + AT_ONCE));
}

async function ask(indices: readonly number[]): Promise<void> {
  try {
    const pictures = await host.request('pictures', { indices });
    for (const each of pictures) kept.set(each.index, { drawable: drawableOf(each) });
  } catch {
    // A picture that cannot be had is shown as unreadable: vectors and ranks are still exact.
    for (const index of indices) kept.set(index, { drawable: undefined });
  }
  for (const index of indices) asked.delete(index);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT)))
    kept.delete(oldest);
  arrivals.value++;
}

/** Also for pictures that came another way, views of an anchor say. */
export function drawableOf({ width, height, pixels }: Omit<Picture, 'index'>): Drawable {
  if (pixels.length === 0) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
