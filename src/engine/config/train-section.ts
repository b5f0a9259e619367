// `train`: how long, how much at a time, on what.
import * as v from 'valibot';
import { flag, integer, oneOf } from './field';
import { precisions } from './precision';
import { runtimeChoices } from './runtime-choice';

export const trainSection = v.pipe(
  v.strictObject({
    epochs: v.optional(
      integer('Passes over the training samples (SimCLR on ImageNet: 100).', 1, 1_000_000),
      100,
    ),
    batch_size: v.optional(
      integer('Samples of a step; each gives two views (DCL and HCL: 256).', 2, 1_000_000),
      256,
    ),
    chunk_size: v.exactOptional(
      integer(
        'Samples encoded at a time, for batches larger than memory (Gao et al. 2021); ' +
          'default: the whole batch.',
        1,
        1_000_000,
      ),
    ),
    seed: v.optional(integer('Seed of every random choice.', 0, 2_147_483_647), 1),
    runtime: v.optional(
      oneOf(
        'Where the training runs; auto takes the fastest that works (`negative-space doctor`).',
        runtimeChoices,
      ),
      'auto',
    ),
    runtime_fallback: v.exactOptional(
      flag(
        'Where the device fails in the middle: go on from the last checkpoint on the next best ' +
          'runtime; default: with runtime auto.',
      ),
    ),
    precision: v.optional(
      oneOf(
        'What encoder and head compute in while they train; their weights and the loss stay ' +
          'float32 (Micikevicius et al. 2018). The floats of 16 bits are for devices that gain ' +
          'from them; float16 scales its gradients.',
        precisions,
      ),
      'float32',
    ),
    threads: v.exactOptional(
      integer('Threads of the CPU, also for TensorFlow there; default: all cores.', 1, 1024),
    ),
    checkpoint_every: v.optional(integer('Epochs between checkpoints.', 1, 1_000_000), 10),
    max_steps: v.exactOptional(integer('Stops after so many steps, for a trial run.', 1)),
  }),
  v.description('How long, how much at a time, on what.'),
);
