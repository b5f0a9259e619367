// Entry of the process that runs errands for the editor: it makes the sample workspace, and looks at
// the hardware. It ends when the editor closes the channel.
import * as v from 'valibot';
import { Connection } from '../protocol/connection';
import type { ErrandEvents, ErrandRequests } from '../protocol/errand';
import { hardwareLines } from './commandline/hardware-lines';
import { parentChannel } from './parent-channel';
import { doctor } from './runtime/doctor';
import { writeHerbarium } from './sample/herbarium';
import { Latest } from './session/latest';
import { remoteFailure } from './session/remote-failure';

type Nothing = Record<string, never>;

const createParams = v.object({ folder: v.string() });
const SEED = 1;

const channel = parentChannel();
const connection = new Connection<Nothing, Nothing, ErrandRequests, ErrandEvents>(channel, {
  describe: (error) =>
    remoteFailure(error, (stack) => {
      process.stderr.write(`${stack}\n`);
    }),
});

/** Ends when the errand is over: an aborted one removes what it began. */
let errand: Promise<unknown> = Promise.resolve();

connection.answer(
  'create',
  (params) => v.parse(createParams, params),
  async ({ folder }, signal) => {
    const drawn = new Latest<ErrandEvents['drawn']>((progress) => {
      connection.send('drawn', progress);
    });
    const work = writeHerbarium(folder, {
      ...{ seed: SEED, signal },
      onProgress: (done, total) => {
        drawn.offer({ done, total });
      },
    });
    errand = work.catch(() => undefined);
    await work;
    drawn.flush();
    return true;
  },
);

connection.answer(
  'hardware',
  () => ({}),
  async () => hardwareLines(await doctor()),
);

channel.onClosed(() => {
  // Aborts what is being answered.
  connection.close('the editor is gone');
  void errand.then(() => process.exit(0));
});
