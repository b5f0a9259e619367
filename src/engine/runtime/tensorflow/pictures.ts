// How pictures lie for the kernels of a device: channels last on the CPU, first on a graphics card.
import type { Pair } from '../../graph/operations';
import type { Attributes } from './emitter';
import { channelsLast, physicalAxis, type Order } from './order';

export class Pictures {
  readonly format: 'NHWC' | 'NCHW';
  /** Missing where the graph's own order is right. */
  readonly order: Order | undefined;

  constructor(readonly device: 'cpu' | 'gpu') {
    this.format = device === 'cpu' ? 'NHWC' : 'NCHW';
    this.order = device === 'cpu' ? channelsLast : undefined;
  }

  /** Where the channels lie. */
  get channelAxis(): number {
    return physicalAxis(1, this.order);
  }

  /** `size` for the samples and the channels, a pair for height and width. */
  sizes(size: number, [height, width]: Pair): readonly number[] {
    return this.device === 'cpu' ? [size, height, width, size] : [size, size, height, width];
  }

  /** Attributes of a padding that may differ at both ends of height and width. */
  paddings(before: Pair, after: Pair): Attributes {
    if ([...before, ...after].every((amount) => amount === 0)) return { padding: 'VALID' };
    const amounts = [
      [before[0], after[0]],
      [before[1], after[1]],
    ].flat();
    const none = [0, 0];
    return {
      padding: 'EXPLICIT',
      explicit_paddings:
        this.device === 'cpu' ? [...none, ...amounts, ...none] : [...none, ...none, ...amounts],
    };
  }
}
