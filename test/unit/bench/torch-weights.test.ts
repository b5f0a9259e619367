// Our weights under PyTorch's names: a wrong name or a weight that is not transposed voids a ratio.
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { torchName, torchWeights } from '../../../bench/torch-weights';
import { decodeNpy } from '../../../src/engine/dataset/read-npy';
import type { Stepper } from '../../../src/engine/train/step/stepper';

it.each([
  ['conv.3.bias', 'layers.3.bias'],
  ['mlp.0.weight', 'layers.0.weight'],
  ['stem.weight', 'stem.weight'],
  ['stem.norm.scale', 'norm.weight'],
  ['stem.norm.shift', 'norm.bias'],
  ['stage.0.1.0.weight', 'blocks.1.conv1.weight'],
  ['stage.3.0.1.weight', 'blocks.6.conv2.weight'],
  ['stage.2.1.0.norm.scale', 'blocks.5.norm1.weight'],
  ['stage.2.1.1.norm.shift', 'blocks.5.norm2.bias'],
  ['stage.1.0.shortcut.weight', 'blocks.2.shortcut.0.weight'],
  ['stage.1.0.shortcut.norm.scale', 'blocks.2.shortcut.1.weight'],
])('%s is PyTorch’s %s', (ours, theirs) => {
  expect(torchName(ours)).toBe(theirs);
});

describe('the archive', () => {
  const values: Record<string, Float32Array> = {
    'mlp.0.weight': Float32Array.of(1, 2, 3, 4, 5, 6),
    'mlp.0.bias': Float32Array.of(7, 8, 9),
    'input.mean': Float32Array.of(0, 0),
    'optimiser.first.mlp.0.weight': new Float32Array(6),
  };
  const stepper = {
    state: { names: Object.keys(values), read: (name: string) => Promise.resolve(values[name]) },
    shapes: {
      'mlp.0.weight': [2, 3],
      'mlp.0.bias': [3],
      'input.mean': [2],
      'optimiser.first.mlp.0.weight': [2, 3],
    },
  } as unknown as Stepper;

  it('holds the parameters alone, dense weights as [out, in]', async () => {
    const files = unzipSync(await torchWeights(stepper));
    expect(Object.keys(files)).toEqual(['layers.0.weight.npy', 'layers.0.bias.npy']);
    const { shape, data } = decodeNpy(files['layers.0.weight.npy'], 'weight');
    expect([shape, [...data]]).toEqual([
      [3, 2],
      [1, 4, 2, 5, 3, 6],
    ]);
  });
});
