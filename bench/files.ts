// Section `files`: from picture files to updated weights, ours against a DataLoader and PyTorch.
import { selectRuntime } from '../src/engine/runtime/select-runtime';
import { datasetViews } from '../src/engine/train/views/dataset-views';
import { batchRows, stepsPerEpoch } from '../src/engine/train/data/epoch-order';
import { inputStatistics } from '../src/engine/train/data/input-statistics';
import { createStepper } from '../src/engine/train/step/stepper';
import { alternate, type Duel } from './alternate';
import { bestLoader } from './loader-peer';
import { comparisonConfig } from './networks';
import { BATCH, openPictures, positives, writePictures } from './picture-work';
import { hasPyTorch, withoutPyTorch } from './pytorch';
import { duelCells, duelColumns, type Section } from './report';
import { Stopwatch, partCells, type BatchParts } from './stopwatch';
import { withFolder } from './workplace';

type Trained = 'conv' | 'mlp';

interface FileFigures extends Duel {
  readonly net: Trained;
  readonly workers?: number;
  readonly parts: BatchParts;
}

export function filesSection({ thorough }: { thorough: boolean }): Promise<Section> {
  return withFolder(async (folder) => {
    const images = await writePictures(folder, thorough);
    await (await openPictures(images)).close();
    const figures = [
      await compare('conv', images, thorough),
      await compare('mlp', images, thorough),
    ];
    return {
      title: 'From files to updated weights, views per second',
      columns: [
        ...['network', 'workers of theirs', ...duelColumns],
        ...['ours, a batch in ms: read', 'draw', 'step'],
      ],
      rows: figures.map(row),
      notes: [
        'Ours opens the folder anew in every round and reads what it decoded once.',
        ...(hasPyTorch ? [] : [withoutPyTorch]),
      ],
      figures,
    };
  });
}

async function compare(net: Trained, images: string, thorough: boolean): Promise<FileFigures> {
  const { rounds, seconds } = thorough ? { rounds: 7, seconds: 10 } : { rounds: 2, seconds: 3 };
  const loader = await bestLoader({ images, seconds, train: net });
  const parts: BatchParts[] = [];
  const ours = async (): Promise<number> => {
    const round = await trainFromFiles(net, images, seconds);
    parts.push(round.parts);
    return round.viewsPerSecond;
  };
  const duel = await alternate(rounds, ours, loader?.measure);
  return { net, ...duel, ...(loader && { workers: loader.workers }), parts: parts[rounds - 1] };
}

/** The clock runs while the folder is opened and while steps are made, not while they are compiled. */
async function trainFromFiles(net: Trained, images: string, seconds: number) {
  const opening = performance.now();
  const dataset = await openPictures(images);
  let elapsed = performance.now() - opening;
  const watch = new Stopwatch();
  const config = comparisonConfig(net, BATCH, { positives });
  const statistics = await inputStatistics(dataset);
  const views = watch.views(datasetViews(watch.dataset(dataset), config, statistics));
  const runtime = await selectRuntime('cpu');
  const stepper = await createStepper({ config, statistics, views, runtime });
  const perEpoch = stepsPerEpoch(dataset.length, BATCH);
  const start = performance.now();
  let step = 0;
  while (performance.now() - start < seconds * 1000) {
    const epoch = Math.floor(step / perEpoch);
    const left = perEpoch - (step % perEpoch);
    const steps = Array.from({ length: Math.min(stepper.stride, left) }, (_, i) => ({
      rows: batchRows(dataset.length, BATCH, 1, epoch, (step % perEpoch) + i),
      place: { step: step + i + 1, epoch, stepsPerEpoch: perEpoch },
    }));
    await stepper.steps(steps);
    step += steps.length;
  }
  const parts = watch.parts(performance.now() - start, step);
  elapsed += performance.now() - start;
  await stepper.dispose();
  await dataset.close();
  return { viewsPerSecond: (step * 2 * BATCH * 1000) / elapsed, parts };
}

function row({ net, workers, parts, ...duel }: FileFigures): string[] {
  return [net, `${workers ?? ''}`, ...duelCells(duel, 'per second'), ...partCells(parts)];
}
