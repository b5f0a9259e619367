// `bench gpu`: training steps of large batches on an NVIDIA card, every runtime of ours against PyTorch
// on the same card in the same run, and where the time goes. Needs no network.
import type { Precision } from '../src/engine/config/precision';
import { processor } from '../src/engine/runtime/processor';
import { fieldOn, isOurs } from './gpu-contenders';
import { cardWords, useSoftwareVulkan, type GpuDevice } from './gpu-device';
import { gpuFigures } from './gpu-rounds';
import { gapTables, kernelTables, speedTable } from './gpu-tables';
import type { NetworkName } from './networks';
import { table, type Section } from './report';

export interface GpuOptions {
  readonly device: GpuDevice;
  readonly nets: readonly NetworkName[];
  /** Samples: a step takes two views of each. */
  readonly batch: number;
  /** Of ours; by default those that each runtime gains from. */
  readonly precisions?: readonly Precision[];
  readonly thorough: boolean;
}

/** Prints as it goes; gives the figures, none where there is no such card. */
export async function benchGpu(
  options: GpuOptions,
  print: (text: string) => void,
): Promise<Readonly<Record<string, unknown>>> {
  const place = placeOf(options.device);
  if (place === undefined) {
    print(
      'No NVIDIA card is found here, so that nothing is measured; --device software tries the bench itself.\n',
    );
    return {};
  }
  const { contenders, notes } = await fieldOn(options.device, options.precisions);
  print(`${notes.join('\n')}\n`);
  if (!contenders.some(isOurs)) {
    print('None of our runtimes works on it, so that nothing is measured.\n');
    return {};
  }
  const figures: Record<string, unknown> = {};
  for (const net of options.nets) {
    const views = 2 * options.batch;
    const work = { net, views, threads: processor().cores };
    const { thorough } = options;
    const tell = (sentence: string): void => {
      print(`${sentence}\n`);
    };
    const found = await gpuFigures(work, contenders, { thorough, tell });
    const shown = { net, views, place };
    const speed = speedTable(shown, found);
    figures[net] = speed.figures;
    const sections: Section[] = [speed, ...kernelTables(shown, found), ...gapTables(shown, found)];
    for (const section of sections) print(`\n${table(section)}`);
  }
  return figures;
}

/** Also prepares what the device needs. Undefined: it is not there. */
function placeOf(device: GpuDevice): string | undefined {
  // Else TensorFlow takes all of the card's memory, and leaves PyTorch none.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  if (device === 'cuda') return cardWords();
  if (device === 'software') useSoftwareVulkan();
  return processor().model;
}
