// Programs that the bench speaks to by lines.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { Peer } from '../../../bench/peer';

const program = (code: string) => ({ program: process.execPath, arguments: ['-e', code] });

const echo = `
  console.log('ready {}');
  process.stdin.setEncoding('utf8').on('data', (line) => {
    if (line === 'quit\\n') process.exit();
    console.log(JSON.stringify(line === 'no\\n' ? { error: 'no such thing' } : { said: line }));
  });`;

describe('a peer', () => {
  it('answers requests until it quits', async () => {
    const peer = await Peer.start(program(echo));
    expect(await peer.ask('steps 3')).toEqual({ said: 'steps 3\n' });
    await expect(peer.ask('no')).rejects.toThrow('no such thing');
    await peer.quit();
  });

  it('that cannot do it says why in a sentence for people', async () => {
    const starting = Peer.start(program(`console.log('refused There is no card.')`));
    await expect(starting).rejects.toThrow(new InputError('There is no card.'));
  });

  it.each([
    ['ends', ''],
    ['says something else', `console.log('hello')`],
  ])('that %s before it is ready fails', async (_, code) => {
    await expect(Peer.start(program(code))).rejects.toThrow(/instead of ready|without an answer/);
  });
});
