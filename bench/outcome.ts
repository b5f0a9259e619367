// Section `outcome`: what an encoder has learned of MNIST without labels, ours against PyTorch's of
// the same recipe, both judged by the same linear probe (peers/yardstick.py).
import * as v from 'valibot';
import { InputError } from '../src/engine/input-error';
import { median } from './alternate';
import { runOnce } from './peer';
import { hasPyTorch, pyTorch } from './pytorch';
import type { Section } from './report';
import { TRAINED, objectives, trainOnDigits, type Lesson } from './digits';
import { withFolder } from './workplace';

const scoresSchema = v.object({ linear_probe: v.number(), knn: v.number() });

/** Accuracies, 0 … 1. */
type Scores = v.InferOutput<typeof scoresSchema>;

interface OutcomeFigures extends Lesson {
  readonly ours: Scores;
  readonly theirs: Scores;
}

interface OutcomeOptions {
  readonly epochs: number;
  readonly seeds: number;
}

export async function outcomeSection({ epochs, seeds }: OutcomeOptions): Promise<Section> {
  for (const [name, value] of Object.entries({ epochs, seeds })) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new InputError(`--${name} must be a whole number from 1 on.`);
  }
  const data = process.env.NEGATIVE_SPACE_DATA;
  const missing = data === undefined ? 'NEGATIVE_SPACE_DATA names no folder with mnist/' : '';
  const title = `Linear probe of encoders of MNIST, per cent right; epochs: ${epochs}`;
  const columns = ['objective', 'seed', 'ours', 'PyTorch', 'points', 'kNN ours', 'PyTorch'];
  if (data === undefined || !hasPyTorch) {
    const reason = missing || 'PyTorch, whose probe judges both, is not set up (bench/peers)';
    return { title, columns, rows: [], notes: [`Skipped: ${reason}.`], figures: [] };
  }
  const figures: OutcomeFigures[] = [];
  for (const objective of objectives) {
    for (let seed = 1; seed <= seeds; seed++)
      figures.push(await compare({ objective, seed, epochs }, `${data}/mnist`));
  }
  return {
    title,
    columns,
    rows: figures.map(row),
    notes: objectives.map((o) => summary(o, figures)),
    figures,
  };
}

async function compare(lesson: Lesson, data: string): Promise<OutcomeFigures> {
  const ours = await withFolder(async (folder) => {
    const { train, test } = await trainOnDigits(lesson, data, folder);
    const options = [
      ...['--train', train, '--train-labels', `${data}/train-labels-idx1-ubyte.gz`],
      ...['--test', test, '--test-labels', `${data}/t10k-labels-idx1-ubyte.gz`],
    ];
    return v.parse(scoresSchema, await runOnce(pyTorch('probe.py', options)));
  });
  const { objective, seed, epochs } = lesson;
  const recipe = [
    ...['--objective', objective, '--data', data, '--samples', `${TRAINED}`],
    ...['--epochs', `${epochs}`, '--seed', `${seed}`],
  ];
  const theirs = v.parse(scoresSchema, await runOnce(pyTorch('outcome.py', recipe)));
  return { ...lesson, ours, theirs };
}

function row({ objective, seed, ours, theirs }: OutcomeFigures): string[] {
  return [
    ...[objective, `${seed}`, percent(ours.linear_probe), percent(theirs.linear_probe)],
    ...[signed(points({ ours, theirs })), percent(ours.knn), percent(theirs.knn)],
  ];
}

function summary(objective: Lesson['objective'], figures: readonly OutcomeFigures[]): string {
  const differences = figures.filter((one) => one.objective === objective).map(points);
  const [low, high] = [Math.min(...differences), Math.max(...differences)];
  const range = differences.length > 1 ? ` (${signed(low)} … ${signed(high)})` : '';
  return `${objective}: ours is ${signed(median(differences))} points${range} from PyTorch's.`;
}

function points({ ours, theirs }: Pick<OutcomeFigures, 'ours' | 'theirs'>): number {
  return 100 * (ours.linear_probe - theirs.linear_probe);
}

const percent = (share: number): string => (100 * share).toFixed(2);

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
