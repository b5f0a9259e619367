// Settings that are each valid but make no sense together.
import type { Fault } from './fault';
import type { RunConfig } from './run-config';
import { negativesFaults } from './sense/negatives';
import { objectiveFaults } from './sense/objective';
import { positivesFaults } from './sense/positives';
import { trainingFaults } from './sense/training';

/** Every contradiction in a config, at the setting that is easiest to mend. */
export function contradictions(config: RunConfig): Fault[] {
  return [positivesFaults, trainingFaults, objectiveFaults, negativesFaults].flatMap((find) =>
    find(config),
  );
}
