// `bench runtimes`: a whole training step of ours on ONNX Runtime and on TensorFlow, and PyTorch's in
// its default layout and in channels_last, which all take turns in one run.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findTensorFlow } from '../src/engine/runtime/tensorflow/installation';
import { inTurn, median, ratioOf, type Spread } from './alternate';
import { networkNames, type NetworkName } from './networks';
import { Peer, type Command } from './peer';
import { canPin } from './pinning';
import { hasPyTorch, withoutPyTorch } from './pytorch';
import { inverse, times, type Section } from './report';
import { ourCommand, SHORT_STEPS, steps, theirCommand, VIEWS, type StepWork } from './step-peers';
import { withFolder } from './workplace';

/** First losses further apart than this: the two do not compute the same. */
const AGREEMENT = 1e-4;

interface RuntimeFigures extends StepWork {
  readonly name: string;
  /** Median of the rounds. */
  readonly ms: number;
  /** PyTorch's default time by this one's, round by round. */
  readonly speed?: Spread;
  readonly firstLoss: number;
  /** From PyTorch's. */
  readonly differsBy?: number;
}

export async function runtimesSection({ thorough }: { thorough: boolean }): Promise<Section> {
  const figures: RuntimeFigures[] = [];
  for (const net of networkNames) {
    for (const threads of [1, 2]) figures.push(...(await compare({ net, threads }, thorough)));
  }
  return {
    title: `Training step by runtime, ${VIEWS} views`,
    columns: ['network', 'threads', 'runtime', 'ms', 'views/s', 'of PyTorch (quartiles)', 'loss 1'],
    rows: figures.map(row),
    notes: [
      ...(hasPyTorch ? [] : [withoutPyTorch]),
      ...(findTensorFlow() ? [] : ['TensorFlow is not set up: negative-space setup tensorflow.']),
      ...(canPin ? [] : ['One thread is not pinned to a core: there is no taskset here.']),
    ],
    figures,
  };
}

function compare(work: StepWork, thorough: boolean): Promise<RuntimeFigures[]> {
  const { warm, rounds, count } = planned(work.net, thorough);
  return withFolder(async (folder) => {
    const peers: { name: string; peer: Peer; firstLoss: number }[] = [];
    try {
      for (const [name, command] of await contenders(work, folder)) {
        const peer = await Peer.start(command);
        peers.push({ name, peer, firstLoss: NaN });
        peers.at(-1)!.firstLoss = (await steps(peer, 1)).loss;
        await steps(peer, warm);
      }
      const measures = peers.map(
        ({ peer }) =>
          async () =>
            median((await steps(peer, count)).ms),
      );
      const times = await inTurn(rounds, measures);
      return figuresOf(work, peers, times);
    } finally {
      for (const { peer } of peers) await peer.quit();
    }
  });
}

/** Fewer steps of what is slow. `warm`: steps beyond the first that are not counted. */
function planned(
  net: NetworkName,
  thorough: boolean,
): { readonly warm: number; readonly rounds: number; readonly count: number } {
  switch (net) {
    case 'conv':
      return { warm: 4, rounds: thorough ? 40 : 10, count: 3 };
    case 'mlp':
      return { warm: 4, rounds: thorough ? 24 : 8, count: SHORT_STEPS };
    case 'resnet18':
      return { warm: 1, rounds: thorough ? 12 : 4, count: 1 };
  }
}

/** Ours first: it writes the weights and views with which the others start. */
async function contenders(work: StepWork, folder: string): Promise<[string, Command][]> {
  const own = join(folder, 'tensorflow');
  await mkdir(own);
  return [
    ['ONNX Runtime', ourCommand(work, folder)],
    ...(findTensorFlow()
      ? [['TensorFlow', ourCommand({ ...work, runtime: 'tensorflow' }, own)] as [string, Command]]
      : []),
    ...(hasPyTorch ? pyTorchs(work, folder) : []),
  ];
}

const DEFAULT = 'PyTorch';

function pyTorchs(work: StepWork, folder: string): [string, Command][] {
  const plain: [string, Command] = [DEFAULT, theirCommand(work, folder)];
  if (work.net === 'mlp') return [plain];
  return [plain, ['PyTorch channels_last', theirCommand(work, folder, ['--channels-last'])]];
}

function figuresOf(
  work: StepWork,
  peers: readonly { readonly name: string; readonly firstLoss: number }[],
  times: readonly (readonly number[])[],
): RuntimeFigures[] {
  const reference = peers.findIndex(({ name }) => name === DEFAULT);
  return peers.map(({ name, firstLoss }, i) => ({
    ...work,
    name,
    ms: median(times[i]),
    firstLoss,
    ...(reference >= 0 && {
      speed: inverse(ratioOf(times[i], times[reference])),
      differsBy: Math.abs(firstLoss - peers[reference].firstLoss),
    }),
  }));
}

function row({ net, threads, name, ms, speed, firstLoss, differsBy = 0 }: RuntimeFigures) {
  const ratio = differsBy > AGREEMENT ? 'void: the losses differ' : speed ? times(speed) : '';
  const perSecond = ((1000 * VIEWS) / ms).toFixed(0);
  return [net, `${threads}`, name, ms.toFixed(2), perSecond, ratio, firstLoss.toFixed(4)];
}
