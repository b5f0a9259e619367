// What of a config decides a training: two configs of which it is the same train the same.
import type { RunConfig } from './run-config';
import { withoutIdle } from './setting-uses';
import type { Settings } from './settings';

/**
 * A config less its name, its preset (whose settings it holds), and the settings that others leave
 * without effect: β of uniform negatives, the momentum of Adam. In the schema's order.
 */
export function effectiveSettings(config: RunConfig): Settings {
  const named = new Set(['name', 'preset']);
  return {
    ...Object.fromEntries(Object.entries(config).filter(([setting]) => !named.has(setting))),
    negatives: withoutIdle('negatives', { ...config.negatives }),
    optimizer: withoutIdle('optimizer', { ...config.optimizer }),
  };
}
