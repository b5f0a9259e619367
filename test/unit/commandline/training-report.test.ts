import { afterEach, expect, it, vi } from 'vitest';
import { Output } from '../../../src/engine/commandline/output';
import { reportTraining } from '../../../src/engine/commandline/training-report';

afterEach(() => vi.restoreAllMocks());

const row = { epoch: 2, step: 20, loss: 4.5 };

it.each([
  ['with its speed', { ...row, samples_per_second: 812.4 }, 'epoch 2: loss 4.5, 812 samples/s\n'],
  ['of a process that had nothing left to train of it', row, 'epoch 2: loss 4.5\n'],
])('an epoch %s is a line', (_, metrics, line) => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  reportTraining(new Output(false))({ kind: 'epoch', metrics });
  expect(written.mock.calls.map(([text]) => text)).toContain(line);
});
