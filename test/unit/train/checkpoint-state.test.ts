// Going on from checkpoints that do not hold what the training needs.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import type { CheckpointContent } from '../../../src/engine/runs/checkpoints';
import { RunWriter } from '../../../src/engine/runs/run-writer';
import type { TensorData } from '../../../src/engine/runs/tensor-data';
import { configOf, inWorkspace, trainIn } from './job';
import { vectors } from './ending';

const config = configOf();
const data = { train: vectors };

type Spoil = (content: CheckpointContent) => CheckpointContent;

/** The error of going on with a finished run whose last checkpoint was spoilt. */
function resumed(spoil: Spoil): Promise<unknown> {
  return inWorkspace(async (folder) => {
    const { run } = await trainIn(folder, { config, data });
    const checkpoint = (await run.latestCheckpoint())!;
    const writer = await RunWriter.open(run.path);
    await writer.saveCheckpoint(checkpoint.epoch, spoil(checkpoint));
    await writer.close();
    return (await trainIn(folder, { config, data }, run.path)).error;
  });
}

function without(tensors: ReadonlyMap<string, TensorData>, name: string) {
  expect(tensors.has(name)).toBe(true);
  return new Map([...tensors].filter(([other]) => other !== name));
}

describe('a checkpoint', () => {
  it('that is whole can be gone on with', async () => {
    expect(await resumed((content) => content)).toBeUndefined();
  });

  it.each<[string, Spoil, RegExp]>([
    [
      'without a weight',
      (content) => ({ ...content, weights: without(content.weights, 'mlp.0.weight') }),
      /nothing as mlp\.0\.weight.* \[5, 8\]/,
    ],
    [
      'without a moment',
      (content) => ({
        ...content,
        optimiser: without(content.optimiser, 'optimiser.first.mlp.0.bias'),
      }),
      /nothing as optimiser\.first\.mlp\.0\.bias/,
    ],
    [
      'of another network',
      (content) => ({
        ...content,
        weights: new Map(content.weights).set('mlp.0.bias', {
          dtype: 'F32',
          shape: [2],
          data: new Float32Array(2),
        }),
      }),
      /\[2\] as mlp\.0\.bias.* \[8\]/,
    ],
    ['without its progress', (content) => ({ ...content, state: {} }), /how far/],
  ])('%s is refused with a sentence', async (_, spoil, message) => {
    const error = await resumed(spoil);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  });
});
