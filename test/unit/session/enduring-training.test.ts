// A device that fails in the middle of a training: the run goes on elsewhere, or says why it does not.
import { describe, expect, it } from 'vitest';
import { configOf, cpu, inWorkspace, newRun, remains } from '../train/job';
import { vectors } from '../train/ending';
import { late } from '../train/late-runtime';
import { DeviceError } from '../../../src/engine/runtime/device-error';
import { guarded } from '../../../src/engine/runtime/guarded-runtime';
import type { Executable, Runtime, RuntimeName } from '../../../src/engine/runtime/runtime';
import { trainEnduringly } from '../../../src/engine/session/enduring-training';

/** The CPU under another name, on which every step from the given one on fails. */
function failing(name: RuntimeName, from: number, message: string): Runtime {
  const real = cpu();
  let steps = 0;
  return guarded({
    ...{ name, device: `a ${name} card`, precisions: ['float32'] as const },
    createState: (values) => real.createState(values),
    compile: async (program) => {
      const { run, dispose } = bound(await real.compile(program));
      return {
        run: (...given) =>
          'loss' in program.outputs && ++steps >= from
            ? Promise.reject(new Error(message))
            : run(...given),
        dispose,
      };
    },
  });
}

const bound = (executable: Executable) => ({
  run: executable.run.bind(executable),
  dispose: executable.dispose.bind(executable),
});

const LOST = 'WebGPU device lost (2): the driver was reset';

interface Case {
  readonly train?: string;
  readonly from?: number;
  readonly message?: string;
  /** The first device; by default one that fails as `from` and `message` say. */
  readonly device?: Runtime;
}

/** Four steps an epoch, three epochs. */
async function trained(given: Case) {
  const { train = 'runtime: auto', from = 6, message = LOST } = given;
  const { device: runtime = failing('webgpu', from, message) } = given;
  const config = configOf({
    train: `{ epochs: 3, batch_size: ${Math.floor(vectors.length / 4)}, checkpoint_every: 1, ${train} }`,
  });
  return inWorkspace(async (folder) => {
    const run = await newRun(folder, config);
    const [sentences, asked]: [string[], string[][]] = [[], []];
    const job = {
      ...{ config, run, data: { train: vectors }, runtime },
      next: (failed: ReadonlySet<RuntimeName>) => {
        asked.push([...failed]);
        const runtime = failed.has('cuda') ? cpu() : failing('cuda', 3, LOST);
        return Promise.resolve({ runtime, others: { webgpu: 'It failed in this run.' } });
      },
      onChange: (_: Runtime, sentence: string) => void sentences.push(sentence),
    };
    const error: unknown = await trainEnduringly(job).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const record = await run.record();
    const left = error === undefined ? await remains(run) : undefined;
    await run.close();
    return { error, record, sentences, asked, left };
  });
}

describe('a device that fails', () => {
  it('hands its run on, from the last checkpoint and with the same outcome', async () => {
    const { error, record, sentences, asked, left } = await trained({});
    expect(error).toBeUndefined();
    expect(asked).toEqual([['webgpu'], ['webgpu', 'cuda']]);
    expect(sentences[0]).toMatch(
      /lost.*a webgpu card.*goes on from the checkpoint of epoch 1 with a cuda card/,
    );
    expect(record).toMatchObject({ state: 'finished', runtime: 'cpu', epochs_done: 3 });
    expect(record.other_runtimes).toEqual({ webgpu: 'It failed in this run.' });
    expect(record.runtime_changes).toMatchObject([
      { epoch: 1, from: 'webgpu', to: 'cuda' },
      { epoch: 1, from: 'cuda', to: 'cpu' },
    ]);
    expect(record).not.toHaveProperty('error');
    const { left: alone } = await trained({ from: Infinity });
    expect(left).toEqual(alone);
  });

  it('hands its run on where it is told of only when outputs are read', async () => {
    const read: number[] = [];
    const device = guarded(
      late({
        onRead: (step) => {
          if (step === 7) throw new Error(LOST);
          read.push(step);
        },
      }),
    );
    const { error, record, sentences, left } = await trained({ device });
    expect(error).toBeUndefined();
    expect(read).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sentences[0]).toMatch(/lost.*a card.*goes on from the checkpoint of epoch 1/);
    expect(record).toMatchObject({ state: 'finished', epochs_done: 3 });
    expect(left).toEqual((await trained({ from: Infinity })).left);
  });

  it('begins again where there is no checkpoint yet', async () => {
    const { error, sentences, left } = await trained({ from: 1 });
    expect(error).toBeUndefined();
    expect(sentences[0]).toContain('goes on from the start');
    expect(left).toEqual((await trained({ from: Infinity })).left);
  });

  it.each(['runtime: webgpu', 'runtime: auto, runtime_fallback: false'])(
    'ends the run with a sentence where the config says %s',
    async (train) => {
      const { error, record, sentences } = await trained({ train });
      expect(error).toBeInstanceOf(DeviceError);
      expect(sentences).toEqual([]);
      expect(record).toMatchObject({ state: 'failed', error: (error as Error).message });
      expect(record).not.toHaveProperty('runtime_changes');
    },
  );

  it('hands its run on where the config asks for it', async () => {
    const { error } = await trained({ train: 'runtime: webgpu, runtime_fallback: true' });
    expect(error).toBeUndefined();
  });

  it('is told apart from a defect', async () => {
    const { error, sentences } = await trained({ message: 'index out of range' });
    expect(error).toEqual(new Error('index out of range'));
    expect(sentences).toEqual([]);
  });
});
