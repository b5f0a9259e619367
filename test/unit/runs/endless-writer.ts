// A training without the training: goes on with the run at argv[2] and writes until it is killed.
// Says `saved N` after each checkpoint.
import { RunWriter } from '../../../src/engine/runs/run-writer';
import { checkpointOf } from './new-run';

const run = await RunWriter.open(process.argv[2]);
const from = (await run.resume())?.epoch ?? 0;
for (let epoch = from + 1; ; epoch++) {
  for (let i = 1; i <= 5; i++)
    await run.appendMetrics({ epoch, step: 5 * (epoch - 1) + i, loss: 1 / epoch });
  await run.saveEpoch(epoch, new Map([['embeddings.npy', new Uint8Array(50_000).fill(epoch)]]));
  await run.saveCheckpoint(epoch, checkpointOf(epoch, 50_000));
  await run.update({ epochs_done: epoch, best: { loss: { value: 1 / epoch, epoch } } });
  process.stdout.write(`saved ${epoch}\n`);
}
