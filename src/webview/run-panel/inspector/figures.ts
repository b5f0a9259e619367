// The inspector's figures as people read them.
import { count, fixed } from '../../shared/numbers';
import { missing } from '../estimate';

/** ω; large ones without decimals. */
export const weightFigure = (weight: number, decimals: number): string =>
  weight >= 99.5 ? count(Math.round(weight)) : fixed(weight, decimals);

export const cosineFigure = (cosine: number): string => fixed(cosine, 3);

/** An ellipsis while it is estimated, a dash where that failed. */
export const probabilityFigure = (probability: number | undefined): string =>
  probability === undefined ? missing.value.mark : fixed(probability, 2);

/** The 80 % band as a range inside [0, 1]. */
export const bandFigure = ([low, high]: readonly [number, number]): string =>
  `${fixed(Math.max(0, low), 2)}–${fixed(Math.min(1, high), 2)}`;

/** A part of the anchor's gradient, with what its sign says where that is unexpected. */
export const gradientFigure = (share: number): string =>
  `${fixed(100 * share, 2)} %${share < 0 ? ', pulled closer' : ''}`;
