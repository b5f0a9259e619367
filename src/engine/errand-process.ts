// Entry of the process that runs errands for the editor: it makes the sample workspace, looks at the
// hardware, and sets TensorFlow up. It ends when the editor closes the channel.
import * as v from 'valibot';
import { Connection } from '../protocol/connection';
import type { ErrandEvents, ErrandRequests } from '../protocol/errand';
import { hardwareLines } from './commandline/hardware-lines';
import { parentChannel } from './parent-channel';
import { doctor } from './runtime/doctor';
import { writeHerbarium } from './sample/herbarium';
import { Latest } from './session/latest';
import { remoteFailure } from './session/remote-failure';
import { discardSetUp } from './setup/discard-set-up';
import { defaultEdition } from './setup/edition';
import { removeTensorFlow } from './setup/remove-tensorflow';
import type { SetUpListener } from './setup/set-up-listener';
import { tensorFlowSentences } from './setup/set-up-sentences';
import { setUpTensorFlow } from './setup/set-up-tensorflow';

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
  // A person asks because something may have changed.
  async () => hardwareLines(await doctor({ again: true })),
);

connection.answer(
  'setUpTensorFlow',
  () => ({}),
  async (_params, signal) => {
    const progress = new Latest<ErrandEvents['broughtIn']>((each) => {
      connection.send('broughtIn', each);
    });
    const listener: SetUpListener = {
      progress: (each) => {
        progress.offer(each);
      },
      say: (sentence) => {
        connection.send('said', { sentence });
      },
    };
    const work = setUpTensorFlow(defaultEdition(), { signal, listener });
    errand = work.catch(() => undefined);
    const result = await work;
    progress.flush();
    return tensorFlowSentences(result);
  },
);

connection.answer(
  'discardSetUp',
  () => ({}),
  async () => {
    // The aborted one still works there until it has noticed.
    const work = errand.then(() => discardSetUp(defaultEdition()));
    errand = work.catch(() => undefined);
    await work;
    return true;
  },
);

connection.answer(
  'removeTensorFlow',
  () => ({}),
  async () => {
    const work = removeTensorFlow({});
    errand = work.catch(() => undefined);
    return { freed: (await work).freed };
  },
);

channel.onClosed(() => {
  // Aborts what is being answered.
  connection.close('the editor is gone');
  void errand.then(() => process.exit(0));
});
