// Mean and deviation of lightness and of colour over the training pictures.
import type { Dataset } from '../../dataset/dataset';
import type { InputStatistics } from '../../encoder/standardise';
import { labOfBytes } from '../../views/lab';
import { checkColour } from '../views/channel-views';
import { newSamples } from './input-statistics';
import { Moments, statisticsOf } from './moments';
import { spreadRows } from './spread-rows';

/** More pictures, or more pixels, do not move the estimates. */
const MOST_SAMPLES = 2000;
const MOST_PIXELS = 2 ** 21;

/** Of L* [1] and of a*, b* [2] in the units of `lab`, over pictures spread evenly. */
export async function channelStatistics(
  dataset: Dataset,
): Promise<InputStatistics & { readonly second: InputStatistics }> {
  checkColour(dataset);
  const [height, width] = dataset.sampleShape;
  const most = Math.min(MOST_SAMPLES, Math.ceil(MOST_PIXELS / (height * width)));
  const moments = [new Moments(), new Moments(), new Moments()];
  const picture = newSamples(dataset, 1);
  for (const row of spreadRows(dataset.length, most)) {
    await dataset.read([row], picture);
    for (let at = 0; at < picture.length; at += 3) {
      const values = labOfBytes(picture[at], picture[at + 1], picture[at + 2]);
      moments.forEach((each, channel) => {
        each.add(values[channel]);
      });
    }
  }
  return { ...statisticsOf(moments.slice(0, 1)), second: statisticsOf(moments.slice(1)) };
}
