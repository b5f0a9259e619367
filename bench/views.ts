// Section `views`: augmented views of pictures, ours from the decoded cache, PyTorch's from files.
import type { Dataset } from '../src/engine/dataset/dataset';
import { selectRuntime } from '../src/engine/runtime/select-runtime';
import { datasetViews } from '../src/engine/train/views/dataset-views';
import { batchRows, stepsPerEpoch } from '../src/engine/train/data/epoch-order';
import { inputStatistics } from '../src/engine/train/data/input-statistics';
import { alternate } from './alternate';
import { bestLoader } from './loader-peer';
import { comparisonConfig } from './networks';
import { BATCH, openPictures, positives, writePictures } from './picture-work';
import { withoutPyTorch } from './pytorch';
import { duelCells, duelColumns, type Section } from './report';
import { Stopwatch, partCells, type BatchParts } from './stopwatch';
import { withFolder } from './workplace';

export function viewsSection({ thorough }: { thorough: boolean }): Promise<Section> {
  const { rounds, seconds } = thorough ? { rounds: 7, seconds: 8 } : { rounds: 2, seconds: 3 };
  return withFolder(async (folder) => {
    const images = await writePictures(folder, thorough);
    const start = performance.now();
    const dataset = await openPictures(images);
    const decodedPerSecond = (dataset.length / (performance.now() - start)) * 1000;
    const ours = await ourViews(dataset);
    await ours.measure(0.5);
    const loader = await bestLoader({ images, seconds });
    const duel = await alternate(rounds, () => ours.measure(seconds), loader?.measure);
    await ours.dispose();
    const parts = ours.parts();
    return {
      title: `Views of 32×32 from pictures of 64×64, per second`,
      columns: ['workers of theirs', ...duelColumns, 'ours, a batch in ms: read', 'draw', 'graph'],
      rows: [[`${loader?.workers ?? ''}`, ...duelCells(duel, 'per second'), ...partCells(parts)]],
      notes: [
        `Ours reads decoded pictures; decoding ${dataset.length} PNG files the first time went at ${decodedPerSecond.toFixed(0)} per second. Theirs decodes in every epoch.`,
        ...(loader ? [] : [withoutPyTorch]),
      ],
      figures: { ...duel, workers: loader?.workers, decodedPerSecond, parts },
    };
  });
}

interface OurViews {
  /** Views per second over so many seconds. */
  measure(seconds: number): Promise<number>;
  /** Of all batches so far. */
  parts(): BatchParts;
  dispose(): Promise<void>;
}

async function ourViews(opened: Dataset): Promise<OurViews> {
  const watch = new Stopwatch();
  const dataset = watch.dataset(opened);
  const config = comparisonConfig('conv', BATCH, { positives });
  const views = watch.views(datasetViews(dataset, config, await inputStatistics(opened)));
  const runtime = await selectRuntime('cpu');
  const executable = await runtime.compile({ outputs: { ...views.pair(BATCH) } });
  const perEpoch = stepsPerEpoch(dataset.length, BATCH);
  let [batches, elapsed] = [0, 0];
  return {
    async measure(seconds) {
      const [start, before] = [performance.now(), batches];
      while (performance.now() - start < seconds * 1000) {
        const [epoch, index] = [Math.floor(batches / perEpoch), batches % perEpoch];
        const rows = batchRows(dataset.length, BATCH, 1, epoch, index);
        await executable.run(await views.feedPair(rows, epoch));
        batches++;
      }
      const ms = performance.now() - start;
      elapsed += ms;
      return ((batches - before) * 2 * BATCH * 1000) / ms;
    },
    parts: () => watch.parts(elapsed, batches),
    dispose: () => executable.dispose(),
  };
}
