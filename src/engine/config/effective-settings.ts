// What of a config decides a training: two configs of which it is the same train the same.
import type { RunConfig } from './run-config';
import type { Settings } from './settings';
import { withoutUnused } from './weighting-settings';

/**
 * A config less its name, its preset (whose settings it holds), and the settings that others leave
 * without effect: β of uniform negatives, the momentum of Adam. In the schema's order.
 */
export function effectiveSettings(config: RunConfig): Settings {
  return {
    ...without(config, ['name', 'preset']),
    negatives: effectiveNegatives(config.negatives),
    optimizer: without(config.optimizer, unusedByOptimizer(config.optimizer)),
  };
}

function effectiveNegatives(negatives: RunConfig['negatives']): Settings {
  const used = withoutUnused({ ...negatives }, negatives.weighting);
  return without(used, [
    ...(negatives.exclude.includes('near-duplicate') ? [] : ['duplicate_cosine']),
    ...(negatives.anneal === 'none' ? ['anneal_epochs'] : []),
  ]);
}

function unusedByOptimizer({ name, schedule }: RunConfig['optimizer']): string[] {
  const adaptive = name === 'adam' || name === 'adamw';
  return [
    ...(adaptive ? ['momentum', 'nesterov'] : ['betas', 'epsilon']),
    ...(name === 'lars' ? [] : ['trust']),
    ...(schedule === 'cosine' ? [] : ['final_lr']),
  ];
}

const without = (settings: Settings, names: readonly string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
