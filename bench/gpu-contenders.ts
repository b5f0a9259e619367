// Who takes part in `bench gpu`: every runtime of ours that is there, and PyTorch in its ways. Who does
// not is told in a sentence.
import * as v from 'valibot';
import { examine } from '../src/engine/runtime/examine';
import { absenceOf, type Finding } from '../src/engine/runtime/finding';
import { runtimeWords } from '../src/engine/runtime/runtime-words';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { findTensorFlow } from '../src/engine/runtime/tensorflow/installation';
import { runtimesOn, type GpuDevice } from './gpu-device';
import { runOnce } from './peer';
import { hasPyTorch, pyTorch, withoutPyTorch } from './pytorch';

export type Contender = OurContender | TheirContender;

interface OurContender {
  readonly name: string;
  readonly precision: string;
  readonly runtime: RuntimeName;
}

interface TheirContender {
  readonly name: string;
  readonly precision: string;
  /** Of peers/step.py. */
  readonly options: readonly string[];
}

export interface Field {
  readonly contenders: readonly Contender[];
  /** Who is not there and what helps, and on what the others run: sentences. */
  readonly notes: readonly string[];
}

/** What ratios and gaps are held against, in either precision. */
export const REFERENCE = 'PyTorch';

export async function fieldOn(device: GpuDevice): Promise<Field> {
  const [ours, theirs] = [await ourField(device), await theirField(device)];
  return {
    contenders: [...ours.contenders, ...theirs.contenders],
    notes: [...ours.notes, ...theirs.notes],
  };
}

async function ourField(device: GpuDevice): Promise<Field> {
  const contenders: Contender[] = [];
  const notes: string[] = [];
  for (const runtime of runtimesOn(device)) {
    const finding = await examine(runtime, false);
    const absence = absenceOn(device, finding);
    const words = runtimeWords[runtime];
    if (absence !== undefined) notes.push(`${words} takes no part: ${absence}`);
    else {
      contenders.push({ name: words, precision: 'float32', runtime });
      if (finding.available) notes.push(`${words} runs on ${finding.device}.`);
    }
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
  if (device === 'cuda' && card === null)
    return {
      contenders: [],
      notes: [`PyTorch ${torch} takes no part: it finds no CUDA. These are our figures alone.`],
    };
  const place = ['--device', device === 'cuda' ? 'cuda' : 'cpu'];
  return {
    contenders: [
      { name: REFERENCE, precision: 'float32', options: place },
      { name: 'PyTorch channels_last', precision: 'float32', options: [...place, CHANNELS_LAST] },
      ...(card === null
        ? []
        : [{ name: 'PyTorch without TF32', precision: 'float32', options: [...place, NO_TF32] }]),
      { name: REFERENCE, precision: 'bfloat16', options: [...place, AUTOCAST] },
      {
        ...{ name: 'PyTorch channels_last', precision: 'bfloat16' },
        options: [...place, AUTOCAST, CHANNELS_LAST],
      },
    ],
    notes: [`PyTorch is ${torch} on ${device === 'cuda' ? card! : 'the processor'}.`],
  };
}

const CHANNELS_LAST = '--channels-last';
const AUTOCAST = '--autocast';
const NO_TF32 = '--no-tf32';
