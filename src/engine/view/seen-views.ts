// The two views of a sample that the encoder saw in an epoch, drawn again: the same numbers from the
// same streams, through the same graph.
import type { Picture, ViewsReport } from '../../protocol/run-view';
import type { Dataset } from '../dataset/dataset';
import { InputError } from '../input-error';
import type { Executable } from '../runtime/runtime';
import { selectRuntime } from '../runtime/select-runtime';
import { trainingViews } from '../train/views/dataset-views';
import { noStatistics } from '../train/data/encoder-statistics';
import { viewNumber, type Side } from '../train/views/view-maker';
import type { ViewSource } from '../train/views/view-source';
import { drawImageView } from '../views/image-draw';
import { drawWords } from './draw-words';
import { rgba } from './pictures';
import type { OpenedData } from './run-data';

type View = ViewsReport['views'][number];

export class SeenViews {
  private constructor(
    private readonly opened: OpenedData,
    private readonly views: ViewSource,
    private readonly program: Executable,
  ) {}

  static async create(opened: OpenedData): Promise<SeenViews> {
    const { data, loaded } = opened;
    // Statistics belong to encoders and to views of vectors, which are not shown.
    const views = trainingViews(data, loaded.config, noStatistics(data, loaded.config));
    const runtime = await selectRuntime('cpu', { threads: 1 });
    return new SeenViews(opened, views, await runtime.compile({ outputs: { ...views.pair(1) } }));
  }

  /**
   * @param row of the run
   * @param epoch from 1
   * @throws InputError where the data no longer has the run's rows.
   */
  async of(row: number, epoch: number): Promise<View[]> {
    const { inPlace, data } = this.opened;
    if (!inPlace)
      throw new InputError(
        'these views cannot be drawn again: the samples are no longer those that the run was trained on',
      );
    const rows = Uint32Array.of(row);
    const seen = await this.program.run(await this.views.feedPair(rows, epoch - 1));
    const [partner] = this.views.partners(rows, epoch - 1);
    const second = data.second ?? data.train;
    const pictures: View[] = [];
    if (data.train.kind === 'image')
      pictures.push(this.view('first', seen.first as Float32Array, row, epoch, data.train));
    if (second.kind === 'image')
      pictures.push(this.view('second', seen.second as Float32Array, partner, epoch, second));
    return pictures;
  }

  private view(side: Side, values: Float32Array, row: number, epoch: number, from: Dataset): View {
    const { positives, train } = this.opened.loaded.config;
    const channels = positives.from === 'channels';
    const [height, width, depth] = from.sampleShape;
    const size = positives.size ?? Math.min(height, width);
    const which = { seed: train.seed, epoch: epoch - 1, view: channels ? 0 : viewNumber(side) };
    const draw = drawImageView(positives, which, row, { height, width }, size);
    const words = drawWords(draw, { height, width }, depth === 3);
    if (channels)
      return side === 'first'
        ? { ...picture(row, values, size), description: `lightness: ${words}` }
        : { ...colourAxes(row, values, size), description: `a* as red, b* as blue: ${words}` };
    const other = this.views.partnered && side === 'second' ? `${from.names[row]}: ` : '';
    return { ...picture(row, values, size), description: other + words };
  }
}

/** Of [channels, size, size] in 0 … 1. */
function picture(index: number, values: Float32Array, size: number): Picture {
  const plane = size * size;
  return rgba(
    index,
    [size, size, values.length / plane],
    (pixel, channel) => 255 * values[channel * plane + pixel],
  );
}

/** Of a* and b*, [2, size, size], gray where both are 0. */
function colourAxes(index: number, values: Float32Array, size: number): Picture {
  const plane = size * size;
  const axis = (pixel: number, channel: number): number =>
    channel === 1 ? 0 : values[(channel / 2) * plane + pixel];
  return rgba(index, [size, size, 3], (pixel, channel) => 127.5 * (1 + axis(pixel, channel)));
}
