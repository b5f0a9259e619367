// The sections of `bench train`, by name, in the order in which they are measured.
import { InputError } from '../src/engine/input-error';
import type { Section } from './report';
import { filesSection } from './files';
import { memorySection } from './memory';
import { objectivesSection } from './objectives';
import { outcomeSection } from './outcome';
import { stepsSection } from './steps';
import { viewsSection } from './views';

export interface TrainOptions {
  readonly thorough: boolean;
  readonly epochs: number;
  readonly seeds: number;
  /** Whether memory is followed on a software adapter of WebGPU as well. */
  readonly software: boolean;
}

type Measure = (options: TrainOptions) => Promise<Section>;

export const trainSections = {
  steps: stepsSection,
  objectives: objectivesSection,
  views: viewsSection,
  files: filesSection,
  outcome: outcomeSection,
  memory: memorySection,
} satisfies Record<string, Measure>;

/** The named ones, or all. */
export function selectSections(names: readonly string[]): [string, Measure][] {
  const unknown = names.find((name) => !(name in trainSections));
  if (unknown !== undefined)
    throw new InputError(
      `There is no section ${unknown}: choose of ${Object.keys(trainSections).join(', ')}.`,
    );
  return Object.entries(trainSections).filter(
    ([name]) => names.length === 0 || names.includes(name),
  );
}
