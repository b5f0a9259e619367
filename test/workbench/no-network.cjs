// Loaded by --require before a program, and into its threads: whoever opens a connection ends at once.
const { Socket } = require('node:net');
const process = require('node:process');

Socket.prototype.connect = () => {
  process.stderr.write('A connection was opened.\n');
  process.kill(process.pid, 'SIGKILL');
};
