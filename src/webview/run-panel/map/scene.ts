// What the overlay draws with: a canvas in pixels of the page, and where each point is just now.
import type { Theme } from '../../shared/theme';
import type { Point, Size } from './camera';

export interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly size: Size;
  readonly theme: Theme;
  /** Of a point, in pixels. */
  readonly radius: number;
  /** Where a row is on the element, also while points move. */
  readonly at: (row: number) => Point;
  /** Where a place of the map is on the element. */
  readonly place: (place: Point) => Point;
}
