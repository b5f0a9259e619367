// What a preset may say: settings of any section but the data, each section whole or in part.
import type { RunConfigInput } from '../run-config';

type Parts<T> = T extends unknown ? Partial<T> : never;

export type Preset = Omit<Partial<RunConfigInput>, 'data' | 'name' | 'preset' | 'positives'> & {
  /** What a person alone can say, as the file of the second input, is left out. */
  readonly positives?: Parts<NonNullable<RunConfigInput['positives']>>;
};
