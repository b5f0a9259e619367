// A config with nothing left to defaults.
import { stringify } from 'yaml';
import type { RunConfig } from './run-config';

/** YAML that parses back to the same config, whatever the defaults will be one day. */
export const resolvedYaml = (config: RunConfig): string =>
  stringify(config, { aliasDuplicateObjects: false });
