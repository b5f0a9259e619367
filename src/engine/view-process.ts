// Entry of the process that reads one run for whoever looks at it. Its argument is the run's folder; it
// ends when the editor closes the channel. A second argument makes it the one that estimates for it.
import { Connection, type ConnectionOptions } from '../protocol/connection';
import { parentChannel } from './parent-channel';
import { Run } from './runs/run';
import { remoteFailure } from './session/remote-failure';
import { ESTIMATING, giveWay } from './view/estimate-child';
import { answerEstimates, type EstimateConnection } from './view/estimate-server';
import { ViewServer, type ViewConnection } from './view/view-server';
import { watchRun } from './view/watch-run';

const channel = parentChannel();
const options: ConnectionOptions = {
  describe: (error) =>
    remoteFailure(error, (stack) => {
      process.stderr.write(`${stack}\n`);
    }),
};

const folder = process.argv.at(2);
if (folder === undefined) throw new Error('the run’s folder is missing');
const run = new Run(folder);
if (process.argv.at(3) === ESTIMATING) {
  giveWay();
  const connection: EstimateConnection = new Connection(channel, options);
  answerEstimates(run, connection);
} else {
  const connection: ViewConnection = new Connection(channel, options);
  new ViewServer(run, connection);
  watchRun(run, () => {
    connection.send('changed', {});
  });
}

channel.onClosed(() => process.exit(0));
