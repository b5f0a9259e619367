// The runtimes that are set up beside the product, by the names that the command line and the editor use.
import type { SettableRuntimeName } from '../../protocol/errand';
import { cudaFolder, ONNX_RUNTIME_VERSION } from '../runtime/cuda/installation';
import { tensorFlowFolder } from '../runtime/tensorflow/installation';
import { discardSetUp } from './discard-set-up';
import { defaultEdition, editionName, type Edition } from './edition';
import type { Removal } from './remove';
import { removeCuda } from './remove-cuda';
import { removeTensorFlow } from './remove-tensorflow';
import type { SetUpOptions } from './set-up';
import { CUDA_TITLE, setUpCuda } from './set-up-cuda';
import { cudaSentences, tensorFlowSentences } from './set-up-sentences';
import { setUpTensorFlow } from './set-up-tensorflow';

export interface Outcome {
  /** For programs. */
  readonly result: object;
  /** For people. */
  readonly sentences: readonly string[];
}

export interface SettableRuntime {
  readonly title: string;
  /** Of CUDA only the variant counts: `gpu` says that the machine need not have a card. */
  setUp(asked: Partial<Edition>, options: SetUpOptions): Promise<Outcome>;
  /** What is like `asked`, of TensorFlow; of CUDA all. */
  remove(asked: Partial<Edition>): Promise<Removal>;
  /** What the set-up of a person who asked for nothing else has brought, and did not come to its end. */
  discard(): Promise<void>;
}

export const settableRuntimes: Readonly<Record<SettableRuntimeName, SettableRuntime>> = {
  tensorflow: {
    title: 'TensorFlow',
    setUp: async (asked, options) => {
      const result = await setUpTensorFlow({ ...defaultEdition(), ...asked }, options);
      return { result, sentences: tensorFlowSentences(result) };
    },
    remove: (asked) => removeTensorFlow(asked),
    discard: () => discardSetUp('TensorFlow', tensorFlowFolder(), editionName(defaultEdition())),
  },
  cuda: {
    title: CUDA_TITLE,
    setUp: async ({ variant }, options) => {
      const result = await setUpCuda({ ...options, withoutCard: variant === 'gpu' });
      return { result, sentences: cudaSentences(result) };
    },
    remove: () => removeCuda(),
    discard: () => discardSetUp(CUDA_TITLE, cudaFolder(), ONNX_RUNTIME_VERSION),
  },
};
