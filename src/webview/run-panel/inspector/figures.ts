// The inspector's figures as people read them.
import type { NegativeReport } from '../../../protocol/run-view';
import { count, fixed } from '../../shared/numbers';

/** ω; large ones without decimals. */
export const weightFigure = (weight: number, decimals: number): string =>
  weight >= 99.5 ? count(Math.round(weight)) : fixed(weight, decimals);

export const cosineFigure = (cosine: number): string => fixed(cosine, 3);

/** An ellipsis while it is estimated. */
export const probabilityFigure = (probability: number): string =>
  Number.isNaN(probability) ? '…' : fixed(probability, 2);

/** The 80 % band as a range inside [0, 1]. */
export const bandFigure = ([low, high]: NegativeReport['band']): string =>
  `${fixed(Math.max(0, low), 2)}–${fixed(Math.min(1, high), 2)}`;

/** A part of the anchor's gradient, with what its sign says where that is unexpected. */
export const gradientFigure = (share: number): string =>
  `${fixed(100 * share, 2)} %${share < 0 ? ', pulled closer' : ''}`;
