// The geometry of one leaf blade: where a point lies on it, and how far inside its margin.
import type { Random } from '../random/random';
import type { BladeForm } from './species';

/** Where a point lies on a blade; lengths in units of the blade's length. */
export interface BladePoint {
  /** 0 at the base … 1 at the tip. */
  along: number;
  /** Distance to the midrib, negative on the left side. */
  across: number;
  /** Distance to the margin measured across the blade: positive inside, negative outside. */
  inside: number;
}

const steps = 256;

/** A single grown blade: the form of its species, with lobes and bend of its own. */
export class Blade {
  private readonly outline: Float32Array;
  private readonly margins: readonly [Float32Array, Float32Array];
  private readonly lean: number;

  /** `bend` is how far the tip leaves the straight midrib, in units of the length. */
  constructor(
    form: BladeForm,
    private readonly bend: number,
    random: Random,
  ) {
    this.outline = outlineOf(form);
    this.margins = [marginOf(form, random), marginOf(form, random)];
    this.lean = form.veins.lean;
  }

  /** Writes into `point` where (x, y) lies; the base is at (0, 0), the straight tip at (1, 0). */
  locate(x: number, y: number, point: BladePoint): void {
    const across = y - this.bend * x * x;
    const distance = Math.abs(across);
    point.along = x;
    point.across = across;
    if (x <= 0 || x >= 1) {
      point.inside = -Math.max(distance, -x, x - 1);
      return;
    }

    const margin = this.margins[across < 0 ? 0 : 1];
    const width = this.outline[Math.floor(x * steps)];
    const swept = Math.min(1, Math.max(0, x - 0.6 * this.lean * distance));
    point.inside = width * margin[Math.floor(swept * steps)] - distance;
  }
}

/** Half-width along the blade without lobes and teeth: `s^base (1 − s)^apex`, its peak at `halfWidth`. */
function outlineOf({ base, apex, halfWidth }: BladeForm): Float32Array {
  const peakAt = base / (base + apex);
  const power = (s: number): number => s ** base * (1 - s) ** apex;
  return Float32Array.from(
    { length: steps + 1 },
    (_, i) => (halfWidth * power(i / steps)) / power(peakAt),
  );
}

/** The share of the half-width that lobes and teeth leave along one side; no two lobes are equal. */
function marginOf({ lobes, teeth }: BladeForm, random: Random): Float32Array {
  const shift = random.uniform(-0.12, 0.12);
  const depths = Array.from({ length: 16 }, () => random.uniform(0.75, 1.2));
  return Float32Array.from({ length: steps + 1 }, (_, i) => {
    const phase = (i / steps) * lobes.count + shift;
    const lobe = Math.abs(Math.sin(Math.PI * phase)) ** lobes.pointed;
    const bay = lobes.count === 0 ? 0 : lobes.depth * depths[Math.floor(phase + 1)] * (1 - lobe);
    const rise = ((i / steps) * teeth.count + shift + 1) % 1;
    const tooth = teeth.depth * (1 - rise);
    return Math.max(0.12, 1 - bay - tooth);
  });
}
