// Our weights as PyTorch's state_dict in an .npz, so that both sides start alike.
import { zipSync } from 'fflate';
import { encodeNpy } from '../src/engine/dataset/write-npy';
import type { Stepper } from '../src/engine/train/step/stepper';
import { SLOT_PREFIX } from '../src/engine/train/optimisers/slots';

/** The archive's bytes. Running statistics are left out: a training step does not read them. */
export async function torchWeights({ state, shapes }: Stepper): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const name of state.names.filter(isParameter)) {
    const values = (await state.read(name)) as Float32Array;
    const shape = shapes[name];
    const isDense = shape.length === 2;
    files[`${torchName(name)}.npy`] = isDense
      ? encodeNpy([shape[1], shape[0]], transposed(values, shape[0], shape[1]))
      : encodeNpy(shape, values);
  }
  return zipSync(files, { level: 0 });
}

function isParameter(name: string): boolean {
  return !name.startsWith(SLOT_PREFIX) && /\.(weight|bias|scale|shift)$/.test(name);
}

/** What peers/networks.py calls it. */
export function torchName(name: string): string {
  return name
    .replace(/^(conv|mlp)\./, 'layers.')
    .replace(/\.scale$/, '.weight')
    .replace(/\.shift$/, '.bias')
    .replace(/^stem\.norm/, 'norm')
    .replace(
      /^stage\.(\d)\.(\d)/,
      (_, stage, block) => `blocks.${2 * Number(stage) + Number(block)}`,
    )
    .replace(/\.([01])\.norm\./, (_, i) => `.norm${Number(i) + 1}.`)
    .replace(
      /(^blocks\.\d)\.([01])\.weight$/,
      (_, block, i) => `${block}.conv${Number(i) + 1}.weight`,
    )
    .replace(/\.shortcut\.weight$/, '.shortcut.0.weight')
    .replace(/\.shortcut\.norm\./, '.shortcut.1.');
}

/** A dense layer of ours is [in, out], PyTorch's [out, in]. */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(
    { length: values.length },
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)],
  );
}
