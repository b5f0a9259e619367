// Turns a map, mirrored where that fits better, so that its points lie as near as can be to where
// they lay on another one (orthogonal Procrustes, Schönemann 1966, in the plane), and fits it into
// the square −1 … 1.

/** Both [count, 2] of the same points. The scale stays; the centre of gravity becomes 0. */
export function turnOnto(positions: Float32Array, reference: Float32Array): Float32Array {
  const [from, onto] = [centred(positions), centred(reference)];
  const straight = covariance(from, onto, 1);
  const mirrored = covariance(from, onto, -1);
  const mirror = mirrored.length > straight.length ? -1 : 1;
  const { real, imaginary, length } = mirror < 0 ? mirrored : straight;
  // Without any likeness no turn is better than another.
  const [cosine, sine] = length > 0 ? [real / length, -imaginary / length] : [1, 0];
  const turned = new Float32Array(from.length);
  for (let i = 0; i < from.length; i += 2) {
    const [x, y] = [from[i], mirror * from[i + 1]];
    turned[i] = cosine * x - sine * y;
    turned[i + 1] = sine * x + cosine * y;
  }
  return turned;
}

/** Centre of gravity 0, largest coordinate 1 or, of points in one place, 0. */
export function fitted(positions: Float32Array): Float32Array {
  const middle = centred(positions);
  const largest = middle.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? middle : middle.map((value) => value / largest);
}

function centred(positions: Float32Array): Float32Array {
  const mean = [0, 0];
  for (let i = 0; i < positions.length; i++) mean[i % 2] += (2 * positions[i]) / positions.length;
  return positions.map((value, i) => value - mean[i % 2]);
}

/** Σ a · conj(b) of the points as complex numbers, a mirrored at the x axis where `mirror` is −1. */
function covariance(a: Float32Array, b: Float32Array, mirror: 1 | -1) {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < a.length; i += 2) {
    const y = mirror * a[i + 1];
    real += a[i] * b[i] + y * b[i + 1];
    imaginary += y * b[i] - a[i] * b[i + 1];
  }
  return { real, imaginary, length: Math.hypot(real, imaginary) };
}
