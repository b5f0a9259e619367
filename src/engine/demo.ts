// Entry of the demonstration: makes the herbarium in ./demo, trains on it, and says what that was
// worth: what kNN makes of the trained encoder, and of the pixels.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadConfig } from './config/load-config';
import { reportFailure } from './commandline/failure';
import { latestFigures } from './commandline/figures';
import { interruptible } from './commandline/interruption';
import { Output } from './commandline/output';
import { rawAccuracy } from './commandline/raw-accuracy';
import { sessionReport } from './commandline/session-report';
import { reportResult } from './commandline/training-report';
import { duration, percent } from './commandline/words';
import { selectRuntime } from './runtime/select-runtime';
import { writeHerbarium } from './sample/herbarium';
import { closeData, openData } from './session/session-data';
import { trainAnew } from './session/training-session';
import { datasetViews } from './train/views/dataset-views';
import { inputStatistics } from './train/data/input-statistics';

const CONFIG = 'demo/herbarium.contrast.yaml';

async function demonstrate(output: Output, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  if (!existsSync(CONFIG)) await writeHerbarium(dirname(CONFIG), { seed: 1 });
  const result = await trainAnew(CONFIG, [], { listener: sessionReport(output), signal });
  reportResult(result, output);
  if (result.outcome === 'stopped') return;
  const seconds = (performance.now() - start) / 1000;
  output.say('');
  output.say('Species named by their nearest neighbours, on sheets held out:');
  output.say(`  by raw pixels           ${percent(await pixelAccuracy(output))}`);
  output.say(`  by the trained encoder  ${percent(latestFigures(result.metrics).knn_top1)}`);
  output.say(`It learned that without a single label, in ${duration(seconds)}.`);
}

async function pixelAccuracy(output: Output): Promise<number> {
  const loaded = await loadConfig(CONFIG);
  const data = await openData(loaded, sessionReport(output));
  const { train } = data;
  const views = datasetViews(train, loaded.config, await inputStatistics(train));
  try {
    return await rawAccuracy(train, views, loaded.config, await selectRuntime('cpu'));
  } finally {
    await closeData(data);
  }
}

const output = new Output(false);
const onStop = (): void => {
  output.complain('stopping after this step');
};
interruptible(onStop, (signal) => demonstrate(output, signal)).catch(async (error: unknown) => {
  process.exitCode = await reportFailure(error, output);
});
