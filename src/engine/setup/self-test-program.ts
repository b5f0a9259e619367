// Entry of TensorFlow's self-test: a process of its own, because a library that does not fit the
// machine ends the process that loads it. Argument: the addon's file. Answers its parent with one
// `SelfTestAnswer` and ends.
import { createRequire } from 'node:module';
import type { AddonBinding } from './addon-binding';
import { agrees, Computing, knownAnswers } from './known-answers';
import type { SelfTestAnswer } from './self-test-answer';

process.send?.(answer(process.argv[2]), () => process.exit(0));

function answer(addon: string): SelfTestAnswer {
  try {
    const binding = createRequire(addon)(addon) as AddonBinding;
    const computing = new Computing(binding);
    const wrong = knownAnswers.filter((known) => !agrees(known.compute(computing), known.expected));
    return {
      version: binding.TF_Version,
      usesGpu: binding.isUsingGpuDevice(),
      wrong: wrong.map(({ operation }) => operation),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
