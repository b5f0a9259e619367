// What a set-up came to, for a person.
import { sizeText } from './size-text';
import type { SetUpResult } from './set-up-tensorflow';

export function setUpSentences(result: SetUpResult): string[] {
  const { version, variant, folder, bytes, isNew, usesGpu } = result;
  const where = variant === 'gpu' && usesGpu ? 'on the graphics card' : 'on the processor';
  const is = isNew ? 'is set up' : 'was set up already';
  const sentences = [
    `TensorFlow ${version} ${is} and works ${where}: ${sizeText(bytes)} in ${folder}.`,
    'Take it with the setting train.runtime: tensorflow, or --runtime tensorflow.',
  ];
  if (variant === 'gpu' && !usesGpu)
    sentences.push(
      'It found no graphics card that it can use: check that the NVIDIA driver is loaded (nvidia-smi) and supports CUDA 12.',
    );
  return sentences;
}
