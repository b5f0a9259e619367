// What a set-up came to, for a person.
import type { CudaResult } from './set-up-cuda';
import type { TensorFlowResult } from './set-up-tensorflow';
import { sizeText } from './size-text';

export function tensorFlowSentences(result: TensorFlowResult): string[] {
  const { version, variant, folder, bytes, isNew, usesGpu } = result;
  const where = variant === 'gpu' && usesGpu ? 'on the graphics card' : 'on the processor';
  const sentences = [
    `TensorFlow ${version} ${verb(isNew)} and works ${where}: ${sizeText(bytes)} in ${folder}.`,
    'Take it with the setting train.runtime: tensorflow, or --runtime tensorflow.',
  ];
  if (variant === 'gpu' && !usesGpu)
    sentences.push(
      'It found no graphics card that it can use: check that the NVIDIA driver is loaded (nvidia-smi) and supports CUDA 12.',
    );
  return sentences;
}

export function cudaSentences({ version, folder, bytes, isNew, ...tested }: CudaResult): string[] {
  const { device, missing } = tested;
  const works = device === undefined ? '' : ` and works on ${device}`;
  return [
    `CUDA for ONNX Runtime ${version} ${verb(isNew)}${works}: ${sizeText(bytes)} in ${folder}.`,
    ...(missing === undefined ? [] : [`It could not be tried on a card: ${missing}.`]),
    'auto takes it where it is the fastest; or take it with train.runtime: cuda, or --runtime cuda.',
  ];
}

const verb = (isNew: boolean): string => (isNew ? 'is set up' : 'was set up already');
