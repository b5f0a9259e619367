// What becomes of plain samples after training, as graph.
import { Network } from '../../encoder/network';
import { concat } from '../../graph/slicing';
import type { Tensor } from '../../graph/tensor';
import { lab } from '../../views/lab';
import { encodeFully, encodeSide, type Encoded, type EncoderSetup } from '../encoders';

/**
 * What the encoder, or its head, makes of plain samples. Where one encoder takes lightness and one
 * colour it is what both give, side by side (Tian et al. 2020, section 4.2); where the second encoder
 * takes a second input it is the first one's.
 */
export function embeddingOf(
  setup: EncoderSetup,
  x: Tensor,
  output: 'encoder' | 'head' = setup.config.evaluate.embeddings,
  network = new Network('inference'),
): Tensor {
  if (setup.config.positives.from !== 'channels')
    return encodeSide('first', network, x, setup, output);
  const { lightness, colour } = lab(x);
  const both = [
    encodeSide('first', network, lightness, setup, output),
    encodeSide('second', network, colour, setup, output),
  ];
  return concat(both, 1);
}

/** Both outputs at once, for inference: one tensor where there is no head. */
export function plainOutputs(setup: EncoderSetup, x: Tensor): Encoded {
  const network = new Network('inference');
  if (setup.config.positives.from !== 'channels') return encodeFully('first', network, x, setup);
  const { lightness, colour } = lab(x);
  const first = encodeFully('first', network, lightness, setup);
  const second = encodeFully('second', network, colour, setup);
  const h = concat([first.h, second.h], 1);
  return { h, z: first.z === first.h ? h : concat([first.z, second.z], 1) };
}
