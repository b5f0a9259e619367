// The runtimes that a person can ask for, by the names of the config and the command line.

export const runtimeChoices = [
  'auto',
  'cpu',
  'webgpu',
  'tensorflow',
  'cuda',
  'directml',
  'coreml',
] as const;

/** `auto` is no runtime: it is the fastest of those that work. */
export type RuntimeChoice = (typeof runtimeChoices)[number];
