// A run's configuration: the schema of a `*.contrast.yaml` file, and its type with every default
// filled in. Keys keep the file's names. Each default is a paper's; its description says which.
import * as v from 'valibot';
import { dataSection } from './data-section';
import { encoderSection, headSection } from './encoder-section';
import { evaluateSection } from './evaluate-section';
import { oneOf, text } from './field';
import { negativesSection } from './negatives-section';
import { objectiveSection } from './objective-section';
import { optimizerSection } from './optimizer-section';
import { positivesSection } from './positives-section';
import { trainSection } from './train-section';

/** Free of transforms: a JSON schema can be generated from it. */
export const runConfigSchema = v.strictObject({
  preset: v.exactOptional(
    oneOf('Settings of a paper, used wherever this file says nothing else.', [
      'simclr',
      'moco-v2',
      'debiased',
      'hcl',
      'ring',
      'mochi',
      'supcon',
      'triplet-semihard',
      'lifted',
      'n-pair',
      'align-uniform',
      'cmc',
      'clip',
    ]),
  ),
  name: v.exactOptional(text("Name of the run; default: this file's name.")),
  data: dataSection,
  positives: v.optional(positivesSection, {}),
  encoder: v.optional(encoderSection, {}),
  second_encoder: v.exactOptional(
    v.pipe(
      encoderSection,
      v.description(
        'The encoder of the second input (positives from aligned) or of colour (from channels); ' +
          'default: like encoder, or an mlp for vectors.',
      ),
    ),
  ),
  head: v.optional(headSection, {}),
  objective: v.optional(objectiveSection, {}),
  negatives: v.optional(negativesSection, {}),
  optimizer: v.optional(optimizerSection, {}),
  train: v.optional(trainSection, {}),
  evaluate: v.optional(evaluateSection, {}),
});

/** What a person may write. */
export type RunConfigInput = v.InferInput<typeof runConfigSchema>;

/** What the engine reads: complete, valid and named. */
export type RunConfig = v.InferOutput<typeof runConfigSchema> & { readonly name: string };
