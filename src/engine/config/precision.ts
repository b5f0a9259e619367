// The floats that a training step computes in, by the names of the config.

export const precisions = ['float32', 'float16', 'bfloat16'] as const;

export type Precision = (typeof precisions)[number];
