// Entry of the process that reads one run for whoever looks at it. Its argument is the run's folder; it
// ends when the editor closes the channel.
import { Connection } from '../protocol/connection';
import { parentChannel } from './parent-channel';
import { Run } from './runs/run';
import { remoteFailure } from './session/remote-failure';
import { ViewServer, type ViewConnection } from './view/view-server';
import { watchRun } from './view/watch-run';

const channel = parentChannel();
const connection: ViewConnection = new Connection(channel, {
  describe: (error) =>
    remoteFailure(error, (stack) => {
      process.stderr.write(`${stack}\n`);
    }),
});

const folder = process.argv.at(2);
if (folder === undefined) throw new Error('the run’s folder is missing');
const run = new Run(folder);
new ViewServer(run, connection);
watchRun(run, () => {
  connection.send('changed', {});
});

channel.onClosed(() => process.exit(0));
