// Who takes part in `bench gpu`: every runtime of ours that is there, and PyTorch in its ways. Who does
// not is told in a sentence.
import * as v from 'valibot';
import type { Precision } from '../src/engine/config/precision';
import { examine } from '../src/engine/runtime/examine';
import { absenceOf, type Finding } from '../src/engine/runtime/finding';
import { runtimeWords } from '../src/engine/runtime/runtime-words';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { findTensorFlow } from '../src/engine/runtime/tensorflow/installation';
import { runtimesOn, type GpuDevice } from './gpu-device';
import { runOnce } from './peer';
import { hasPyTorch, pyTorch, withoutPyTorch } from './pytorch';

export type Contender = OurContender | TheirContender;

export interface OurContender {
  readonly name: string;
  readonly precision: Precision;
  readonly runtime: RuntimeName;
}

interface TheirContender {
  readonly name: string;
  readonly precision: Precision;
  /** Of peers/step.py. */
  readonly options: readonly string[];
}

export const nameOf = ({ name, precision }: Contender): string => `${name}, ${precision}`;

export const isOurs = (contender: Contender): contender is OurContender => 'runtime' in contender;

interface Field {
  readonly contenders: readonly Contender[];
  /** Who is not there and what helps, and on what the others run: sentences. */
  readonly notes: readonly string[];
}

/** What ratios and gaps are held against, in either precision. */
export const REFERENCE = 'PyTorch';

/** `precisions` of ours; by default those that each runtime gains from. */
export async function fieldOn(
  device: GpuDevice,
  precisions?: readonly Precision[],
): Promise<Field> {
  const [ours, theirs] = [await ourField(device, precisions), await theirField(device)];
  const isNarrow = ours.contenders.some(({ precision }) => precision !== 'float32');
  return {
    contenders: [
      ...ours.contenders,
      ...theirs.contenders.filter(({ precision }) => isNarrow || precision === 'float32'),
    ],
    notes: [...ours.notes, ...theirs.notes],
  };
}

async function ourField(device: GpuDevice, precisions?: readonly Precision[]): Promise<Field> {
  const contenders: Contender[] = [];
  const notes: string[] = [];
  for (const runtime of runtimesOn(device)) {
    const finding = await examine(runtime, false);
    const name = runtimeWords[runtime];
    const absence = absenceOn(device, finding);
    if (!finding.available || absence !== undefined) {
      notes.push(`${name} takes no part: ${absence}`);
      continue;
    }
    const taken = precisions ?? finding.precisions ?? ['float32'];
    contenders.push(...taken.map((precision) => ({ name, precision, runtime })));
    notes.push(`${name}: ${finding.device}; ${taken.join(', ')}.`);
  }
  return { contenders, notes };
}

/** Why a runtime would not run where it is asked to: a sentence. */
export function absenceOn(
  device: GpuDevice,
  finding: Finding,
  tensorFlow = findTensorFlow(),
): string | undefined {
  if (!finding.available) return absenceOf(finding);
  if (device !== 'cuda') return undefined;
  if (finding.software) return `only software is there for it (${finding.device}).`;
  if (finding.name === 'tensorflow' && tensorFlow?.variant !== 'gpu')
    return 'its edition for graphics cards is not set up. Do it with negative-space setup tensorflow --gpu.';
  return undefined;
}

const deviceSchema = v.object({ torch: v.string(), card: v.nullable(v.string()) });

async function theirField(device: GpuDevice): Promise<Field> {
  if (!hasPyTorch) return { contenders: [], notes: [withoutPyTorch] };
  const { torch, card } = v.parse(deviceSchema, await runOnce(pyTorch('device.py', [])));
  if (device !== 'cuda')
    return { contenders: pyTorchOn('cpu'), notes: [`PyTorch: ${torch}, the processor.`] };
  if (card === null)
    return {
      contenders: [],
      notes: [`PyTorch ${torch} takes no part: it finds no CUDA.`],
    };
  return { contenders: pyTorchOn('cuda'), notes: [`PyTorch: ${torch}, ${card}.`] };
}

function pyTorchOn(place: 'cpu' | 'cuda'): TheirContender[] {
  const [lastly, autocast] = ['--channels-last', '--autocast'];
  const way = (name: string, precision: Precision, ...options: string[]): TheirContender => ({
    ...{ name, precision },
    options: ['--device', place, ...options],
  });
  return [
    way(REFERENCE, 'float32'),
    way('PyTorch channels_last', 'float32', lastly),
    ...(place === 'cuda' ? [way('PyTorch without TF32', 'float32', '--no-tf32')] : []),
    way(REFERENCE, 'bfloat16', autocast),
    way('PyTorch channels_last', 'bfloat16', autocast, lastly),
  ];
}
