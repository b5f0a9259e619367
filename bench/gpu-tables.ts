// What `bench gpu` prints of a network: who is how fast, where each one's time goes, and what the
// distance to PyTorch is made of.
import { ratioOf } from './alternate';
import { isOurs, nameOf, REFERENCE } from './gpu-contenders';
import type { GpuFigures } from './gpu-rounds';
import { gapBetween } from './kernel-gap';
import { sumOf } from './kernel-times';
import { inverse, times, type Section } from './report';

/** Of the first losses, as a share of PyTorch's: TF32 and 16 bits round more than other programs would. */
const AGREEMENT = 0.01;

/** How many kernels are told of each. */
const MOST_KERNELS = 10;

export interface GpuWork {
  readonly net: string;
  readonly views: number;
  /** In words. */
  readonly place: string;
}

export function speedTable(work: GpuWork, figures: readonly GpuFigures[]): Section {
  const { net, views, place } = work;
  const reference = referenceFor('float32', figures);
  return {
    title: `${net}: training step of ${views} views on ${place}`,
    columns: ['runtime', 'precision', 'ms', 'views/s', 'of PyTorch (quartiles)', 'loss 1'],
    rows: figures.map((one) => [
      one.contender.name,
      one.contender.precision,
      one.ms.toFixed(2),
      ((1000 * views) / one.ms).toFixed(0),
      reference ? ratioCell(one, reference) : '',
      one.firstLoss.toFixed(4),
    ]),
    notes: reference ? bestOfOurs(figures, reference) : [],
    figures: figures.map(({ contender, ms, rounds, firstLoss, kernels }) => ({
      ...{ net, views, place, name: contender.name, precision: contender.precision },
      ...{ ms, rounds, firstLoss, kernels },
    })),
  };
}

/** How near ours comes: a sentence, where anything of ours computes the same. */
function bestOfOurs(figures: readonly GpuFigures[], reference: GpuFigures): string[] {
  const ours = figures.filter((one) => isOurs(one.contender) && agree(one, reference));
  if (ours.length === 0) return [];
  const best = ours.reduce((fastest, one) => (one.ms < fastest.ms ? one : fastest));
  const share = (reference.ms / best.ms).toFixed(2);
  return [`The fastest of ours is ${nameOf(best.contender)}: ${share} × PyTorch.`];
}

function agree(one: GpuFigures, reference: GpuFigures): boolean {
  const apart = Math.abs(one.firstLoss - reference.firstLoss) / Math.abs(reference.firstLoss);
  return apart <= AGREEMENT;
}

function ratioCell(one: GpuFigures, reference: GpuFigures): string {
  if (!agree(one, reference)) return 'void: the losses differ';
  return times(inverse(ratioOf(one.rounds, reference.rounds)));
}

/** Of the same precision's PyTorch, in its default layout. */
function referenceFor(precision: string, figures: readonly GpuFigures[]): GpuFigures | undefined {
  const theirs = precision === 'float32' ? precision : 'bfloat16';
  return figures.find(
    ({ contender }) => contender.name === REFERENCE && contender.precision === theirs,
  );
}

export function kernelTables({ net }: GpuWork, figures: readonly GpuFigures[]): Section[] {
  return figures
    .filter(({ kernels }) => kernels.length > 0)
    .map(({ contender, ms, kernels }) => {
      const rest = sumOf(kernels.slice(MOST_KERNELS));
      const share = (part: number): string => `${((100 * part) / ms).toFixed(0)} %`;
      const line = (name: string, part: string, time: number, count = ''): string[] => [
        ...[name, part, count, time.toFixed(3), share(time)],
      ];
      return {
        title: `${net}, ${nameOf(contender)}: kernels of a step of ${ms.toFixed(2)} ms`,
        columns: ['kernel', 'for', 'runs', 'ms', 'share'],
        rows: [
          ...kernels
            .slice(0, MOST_KERNELS)
            .map((one) => line(one.kernel, one.class, one.ms, one.count.toFixed(0))),
          line('all others', '', rest),
          line('no kernel', 'idle', ms - sumOf(kernels)),
        ],
        notes: [],
        figures: kernels,
      };
    });
}

export function gapTables({ net }: GpuWork, figures: readonly GpuFigures[]): Section[] {
  return figures.flatMap((ours) => {
    const theirs = referenceFor(ours.contender.precision, figures);
    if (!isOurs(ours.contender) || !theirs) return [];
    if (ours.kernels.length === 0 || theirs.kernels.length === 0) return [];
    const parts = gapBetween(ours, theirs);
    return [
      {
        title: `${net}, ${nameOf(ours.contender)}: ${gapWords(ours.ms - theirs.ms, nameOf(theirs.contender))}`,
        columns: ['part of the step', 'ours, ms', 'PyTorch, ms', 'ours − PyTorch'],
        rows: parts.map((part) => [
          part.part,
          ...[part.ours, part.theirs, part.difference].map((ms) => ms.toFixed(3)),
        ]),
        notes: [],
        figures: parts,
      },
    ];
  });
}

const gapWords = (ms: number, reference: string): string =>
  `${Math.abs(ms).toFixed(2)} ms ${ms > 0 ? 'longer' : 'shorter'} than ${reference}, made of`;
