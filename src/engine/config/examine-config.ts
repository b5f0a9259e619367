// From the text of a config to a RunConfig, or to everything that is wrong with it.
import { basename } from 'node:path';
import { missingFiles } from './data-path';
import type { Fault } from './fault';
import { idleSettings } from './idle-settings';
import { applyOverrides, type Override } from './overrides';
import { withPreset } from './presets';
import { locateFault, type Problem } from './problem';
import type { RunConfig } from './run-config';
import { applySchema } from './schema-faults';
import { contradictions } from './sense';
import { expandShorthands } from './shorthand';
import { Source } from './source';

export interface Examined {
  /** Present where there are no problems, or none but missing files. */
  readonly config?: RunConfig;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** What is no mistake that stops a run, but most likely not meant; in the order of the text. */
  readonly warnings: readonly Problem[];
}

/**
 * The config with its preset, the overrides and all defaults, and its problems. `file` is where
 * the text is, or will be, stored.
 * @throws InputError where an override leads nowhere.
 */
export function examineConfig(
  text: string,
  file: string,
  overrides: readonly Override[] = [],
): Examined {
  const source = new Source(text);
  const syntax = source.syntaxFaults().map((fault): Problem => ({ ...fault, code: 'syntax' }));
  if (syntax.length > 0) return { problems: syntax.sort(byPlace), warnings: [] };
  const own = source.settings();
  if ('fault' in own) return { problems: [locateFault(own.fault, source)], warnings: [] };
  const settings = withPreset(applyOverrides(expandShorthands(own.settings), overrides));
  const { config, faults } = applySchema(settings, configName(file));
  const located = (all: readonly Fault[]): Problem[] =>
    all.map((fault) => locateFault(fault, source, overrides)).sort(byPlace);
  if (!config) return { problems: located(faults), warnings: [] };
  return {
    config,
    problems: located([...contradictions(config), ...missingFiles(config, file)]),
    warnings: located(idleSettings(config, own.settings, overrides)),
  };
}

/** Everything that is wrong with a config; empty where it can be run. */
export const checkConfig = (text: string, file: string): Problem[] => [
  ...examineConfig(text, file).problems,
];

const byPlace = (a: Problem, b: Problem): number => a.line - b.line || a.column - b.column;

/** The config file's name without its endings. */
const configName = (file: string): string =>
  basename(file).replace(/(\.contrast)?\.(ya?ml|json)$/i, '') || 'run';
