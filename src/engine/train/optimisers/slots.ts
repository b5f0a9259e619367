// The optimiser's own state: tensors beside each parameter (moments, momentum), by name.
import type { Parameter } from '../../encoder/network';
import { sizeOf } from '../../graph/shape';
import { input } from '../../graph/sources';
import type { Tensor } from '../../graph/tensor';
import type { StateValue } from '../../runtime/runtime';

/** State names that begin so belong to the optimiser; the others are weights. */
export const SLOT_PREFIX = 'optimiser.';

export class Slots {
  private readonly next = new Map<string, Tensor>();
  private readonly first = new Map<string, StateValue>();

  /**
   * Replaces the slot `kind` of a parameter by `change` of its old value, 0 at the start; returns
   * the new value.
   */
  update(kind: string, { name, shape }: Parameter, change: (old: Tensor) => Tensor): Tensor {
    const slot = `${SLOT_PREFIX}${kind}.${name}`;
    const value = change(input(slot, shape));
    this.next.set(slot, value);
    this.first.set(slot, { shape, data: new Float32Array(sizeOf(shape)) });
    return value;
  }

  get updates(): Readonly<Record<string, Tensor>> {
    return Object.fromEntries(this.next);
  }

  get initialValues(): Readonly<Record<string, StateValue>> {
    return Object.fromEntries(this.first);
  }
}
