// Numbers as people read them: grouped thousands, a real minus, short times.

const grouped = new Intl.NumberFormat('en-US');

/** 12345 → `12,345`. */
export const count = (value: number): string => grouped.format(value);

/** With a fixed number of decimals and U+2212 as minus; an en dash where there is no number. */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? value.toFixed(decimals).replace('-', '−') : '–';
}

const significant = new Intl.NumberFormat('en-US', {
  maximumSignificantDigits: 4,
  useGrouping: false,
});

/** A number of any size in a few characters: `2014`, `0.25`, `12,346`, `4.4e−4`; an en dash where there is none. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.001 || size >= 1e9)) return exponential(value);
  if (size >= 10_000) return count(Math.round(value)).replace('-', '−');
  return Number.isFinite(value) ? significant.format(value).replace('-', '−') : '–';
}

/** 0.00044 → `4.4e−4`. */
export function exponential(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  return value.toExponential(1).replace('e+', 'e').replaceAll('-', '−');
}

/** `20 s`, `4 min`, `1 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} h`;
}
