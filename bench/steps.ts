// Section `steps`: a whole training step on views that are there already, ours against PyTorch's.
import { alternate, median, type Duel } from './alternate';
import { networkNames } from './networks';
import type { Peer } from './peer';
import { canPin } from './pinning';
import { hasPyTorch, withoutPyTorch } from './pytorch';
import { duelCells, duelColumns, type Section } from './report';
import { SHORT_STEPS, steps, VIEWS, withStepPeers, type StepWork } from './step-peers';

/** First losses further apart than this: the two sides do not compute the same. */
const AGREEMENT = 1e-4;

/** Of the first step and of the third, after two updates of the weights. */
type Losses = readonly [first: number, third: number];

interface StepFigures extends StepWork, Duel {
  readonly ourLosses: Losses;
  readonly theirLosses?: Losses;
}

export async function stepsSection({ thorough }: { thorough: boolean }): Promise<Section> {
  const figures: StepFigures[] = [];
  for (const net of networkNames) {
    for (const threads of [1, 2]) figures.push(await compare({ net, threads }, thorough));
  }
  return {
    title: `Training step, ${VIEWS} views, milliseconds`,
    columns: ['network', 'threads', ...duelColumns, 'loss 1, 3', 'differ by'],
    rows: figures.map(row),
    notes: [
      ...(hasPyTorch ? [] : [withoutPyTorch]),
      ...(canPin ? [] : ['One thread is not pinned to a core: there is no taskset here.']),
    ],
    figures,
  };
}

function compare(work: StepWork, thorough: boolean): Promise<StepFigures> {
  const { rounds, count } = planned(work, thorough);
  return withStepPeers(work, async ({ ours, theirs }) => {
    const ourLosses = await warmUp(ours);
    const theirLosses = theirs && (await warmUp(theirs));
    const duel = await alternate(
      rounds,
      () => milliseconds(ours, count),
      theirs && (() => milliseconds(theirs, count)),
    );
    return { ...work, ...duel, ourLosses, ...(theirLosses && { theirLosses }) };
  });
}

/** Fewer steps of what is slow. */
function planned({ net }: StepWork, thorough: boolean): { rounds: number; count: number } {
  if (net === 'resnet18') return { rounds: thorough ? 10 : 2, count: 1 };
  if (net === 'mlp') return { rounds: thorough ? 16 : 6, count: SHORT_STEPS };
  return thorough ? { rounds: 40, count: 5 } : { rounds: 12, count: 3 };
}

async function warmUp(peer: Peer): Promise<Losses> {
  const first = await steps(peer, 1);
  const third = await steps(peer, 2);
  return [first.loss, third.loss];
}

/** A round is so many steps; their median, so that a pause of the machine does not count. */
async function milliseconds(peer: Peer, count: number): Promise<number> {
  return median((await steps(peer, count)).ms);
}

function row({ net, threads, ourLosses, theirLosses, ...duel }: StepFigures): string[] {
  const [ours, theirs, ratio] = duelCells(duel, 'ms');
  const losses = ourLosses.map((loss) => loss.toFixed(4)).join(', ');
  const own = [net, `${threads}`, ours, theirs];
  if (!theirLosses) return [...own, ratio, losses, ''];
  const differences = ourLosses.map((loss, i) => Math.abs(loss - theirLosses[i]));
  // A ratio between two computations that differ says nothing.
  const verdict = differences[0] <= AGREEMENT ? ratio : 'void: the losses differ';
  return [...own, verdict, losses, differences.map((d) => d.toExponential(0)).join(', ')];
}
