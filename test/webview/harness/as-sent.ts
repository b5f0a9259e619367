// A message as it arrives through VS Code: as JSON leaves it, but for buffers and typed arrays, which
// stay what they are. So a NaN arrives as null, and what is undefined not at all.

export function asSent(value: unknown): unknown {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return structuredClone(value);
  if (Array.isArray(value)) return value.map((each: unknown) => asSent(each ?? null));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([name, each]) => [name, asSent(each)]),
    );
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
