// The steps of the estimate against an implementation in NumPy and SciPy, on the same vectors and pairs.
import { describe, expect, it } from 'vitest';
import { viewCosinesOf } from '../../../src/engine/inspect/false-negatives';
import { joinedSpace } from '../../../src/engine/inspect/joined-space';
import { nearestByHead, nearestJoined } from '../../../src/engine/inspect/nearest-rows';
import { neighbourGraph } from '../../../src/engine/inspect/neighbour-graph';
import { PairScale } from '../../../src/engine/inspect/pair-scale';
import { ProbabilityTable } from '../../../src/engine/inspect/probability-table';
import { product } from '../../../src/engine/inspect/products';
import { rankCurve } from '../../../src/engine/inspect/rank-curve';
import type { Pairs } from '../../../src/engine/inspect/reference-pairs';
import { smooth } from '../../../src/engine/inspect/smooth';
import { startValue } from '../../../src/engine/inspect/start-value';
import { viewProbability } from '../../../src/engine/inspect/view-probability';
import { cpu } from '../train/job';
import { generatedVectors } from './generated-vectors';
import reference from './reference.json';

const runtime = cpu();

type Case = (typeof reference.cases)[number];

async function estimated({ spec, encoder, views, tauPlus }: Case) {
  const { vectors, labels, random } = generatedVectors(spec);
  const { h, views: both, ...head } = vectors;
  const used = {
    ...head,
    ...(encoder && { h }),
    ...(views && both && { views: encoder ? both : { rows: both.rows, z: both.z } }),
  };
  const nearest = await nearestByHead(runtime, used.z);
  const x = await joinedSpace(runtime, used);
  const y = smooth(neighbourGraph(await nearestJoined(runtime, x, nearest)), x);
  const pairs = random.pairs(spec.n, 4000);
  const shown = random.pairs(spec.n, 12);
  const reviewed = random.pairs(spec.n, 40);
  const scale = new PairScale(x, y, pairs);
  const viewCosines = viewCosinesOf(used);
  const of = { runtime, z: used.z, y, scale, reference: pairs, nearest, viewCosines, tauPlus };
  return { ...of, x, shown, reviewed, labels, start: () => startValue({ ...of, seed: 1 }) };
}

const each = (pairs: Pairs, of: (i: number, j: number) => number): number[] =>
  Array.from(pairs.first, (i, pair) => of(i, pairs.second[pair]));

function expectNear(found: readonly number[], wanted: readonly number[], within: number): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]), `number ${i}: ${value}, not ${wanted[i]}`).toBeLessThan(
      within,
    );
  });
}

describe.each(reference.cases)('the estimate with $name', (one) => {
  const made = estimated(one);

  it('whitens and smooths to the same cosines', async () => {
    const { x, y, shown } = await made;
    expectNear(
      each(shown, (i, j) => product(x, i, j)),
      one.joined,
      2e-5,
    );
    expectNear(
      each(shown, (i, j) => product(y, i, j)),
      one.smoothed,
      2e-5,
    );
  });

  it('gives pairs the same scores and ranks', async () => {
    const { scale, shown } = await made;
    expectNear(
      each(shown, (i, j) => scale.score(i, j)),
      one.score,
      2e-4,
    );
    expectNear(
      each(shown, (i, j) => scale.rank(i, j)),
      one.rank,
      2.5 / 4000,
    );
  });

  it('starts where the other draws start', async () => {
    const { start } = await made;
    const { d, excess } = await start();
    const [low, high] = one.start;
    expect(d).toBeGreaterThan(low - 0.2);
    expect(d).toBeLessThan(high + 0.2);
    if (one.excess === null) expect(excess).toBeUndefined();
    else expect(excess).toBeCloseTo(one.excess, 2);
  });

  it('gives ranks the same probabilities, without reviews and with them', async () => {
    const { scale, shown, reviewed, labels } = await made;
    const settings = { d0: 2, tauPlus: one.tauPlus };
    const plain = new ProbabilityTable(settings);
    const ranks = each(shown, (i, j) => scale.rank(i, j));
    expectNear(
      ranks.map((u) => plain.at(u).probability),
      one.probability,
      2e-3,
    );
    const reviews = each(reviewed, (i, j) => Number(labels[i] === labels[j])).map((same, pair) => ({
      u: scale.rank(reviewed.first[pair], reviewed.second[pair]),
      same: same === 1,
    }));
    const table = new ProbabilityTable({ ...settings, reviews });
    // There a review's rank is rounded to the table.
    expectNear(
      ranks.map((u) => table.at(u).probability),
      one.reviewed,
      0.02,
    );
  });

  const { viewProbability: points } = one;
  if (!points) return;
  it('reads the same probability off views', async () => {
    const { z, reference: pairs, viewCosines, tauPlus } = await made;
    const cosines = Float64Array.from(each(pairs, (i, j) => product(z, i, j))).sort();
    const probability = viewProbability(cosines, viewCosines!, tauPlus);
    expectNear(
      points.map(([cosine]) => probability(cosine)),
      points.map(([, p]) => p),
      2e-3,
    );
  });
});

it.each(reference.curves)('d $d, t $t: rank $u has probability $p', ({ d, t, u, p }) => {
  expect(rankCurve(d, t)(u) / p).toBeCloseTo(1, 5);
});
