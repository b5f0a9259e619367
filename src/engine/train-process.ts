// Entry of the process that trains one run for the editor. It ends when the training is over, and soon
// after the editor is gone: then it saves a checkpoint first, where its step allows.
import { Connection } from '../protocol/connection';
import { parentChannel } from './parent-channel';
import { remoteFailure } from './session/remote-failure';
import { TrainingServer, type TrainingConnection } from './session/training-server';

/** Milliseconds that a training gets to save itself; the run is resumable without it. */
const PATIENCE = 4000;

const channel = parentChannel();
const connection: TrainingConnection = new Connection(channel, {
  describe: (error) =>
    remoteFailure(error, (stack) => {
      for (const line of stack.split('\n')) connection.send('log', { line });
    }),
});
const server = new TrainingServer(connection, () => {
  void channel.flushed().then(() => process.exit(0));
});

channel.onClosed(() => {
  connection.close('the editor is gone');
  server.stop();
  setTimeout(() => process.exit(1), PATIENCE);
  void server.idle().then(() => process.exit(0));
});
