// Entry of the process that runs errands for the editor: it makes the sample workspace, looks at the
// hardware, and sets runtimes up. It ends when the editor closes the channel.
import * as v from 'valibot';
import { Connection } from '../protocol/connection';
import { settableRuntimeNames, type ErrandEvents, type ErrandRequests } from '../protocol/errand';
import { hardwareLines } from './commandline/hardware-lines';
import { parentChannel } from './parent-channel';
import { doctor } from './runtime/doctor';
import { writeHerbarium } from './sample/herbarium';
import { Latest } from './session/latest';
import { remoteFailure } from './session/remote-failure';
import type { SetUpListener } from './setup/set-up-listener';
import { settableRuntimes } from './setup/settable-runtimes';

type Nothing = Record<string, never>;

const createParams = v.object({ folder: v.string() });
const which = v.object({ runtime: v.picklist(settableRuntimeNames) });
const parsedWhich = (params: unknown): v.InferOutput<typeof which> => v.parse(which, params);
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

connection.answer('setUp', parsedWhich, async ({ runtime }, signal) => {
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
  const work = settableRuntimes[runtime].setUp({}, { signal, listener });
  errand = work.catch(() => undefined);
  const { sentences } = await work;
  progress.flush();
  return sentences;
});

connection.answer('discardSetUp', parsedWhich, async ({ runtime }) => {
  // The aborted one still works there until it has noticed.
  const work = errand.then(() => settableRuntimes[runtime].discard());
  errand = work.catch(() => undefined);
  await work;
  return true;
});

connection.answer('removeSetUp', parsedWhich, async ({ runtime }) => {
  const work = settableRuntimes[runtime].remove({});
  errand = work.catch(() => undefined);
  return { freed: (await work).freed };
});

channel.onClosed(() => {
  // Aborts what is being answered.
  connection.close('the editor is gone');
  void errand.then(() => process.exit(0));
});
