import { describe, expect, it } from 'vitest';
import { upperAt } from '../../../src/engine/negatives/annealing';
import { BETA, MIXING, scheduledInputs, UPPER } from '../../../src/engine/negatives/schedule';
import { settings, type Counting } from './situation';

const annealed = (anneal: NonNullable<Counting['anneal']>, upper = 10, epochs = 100) =>
  settings({ weighting: 'ring', lower: 1, upper, anneal, anneal_epochs: epochs });

const over = (
  epochs: number,
  negatives: ReturnType<typeof settings>,
  losses: readonly number[] = [],
): number[] => Array.from({ length: epochs }, (_, epoch) => upperAt(epoch, losses, negatives));

describe('upperAt', () => {
  it('stays where nothing is annealed', () => {
    expect(over(3, annealed('none'))).toEqual([10, 10, 10]);
  });

  it.each(['linear', 'step', 'exponential'] as const)(
    '%s: begins at 100, never rises, and is at its end from anneal_epochs on',
    (anneal) => {
      for (const [upper, epochs] of [
        [10, 100],
        [35, 7],
        [100, 4],
        [1, 1],
      ]) {
        const values = over(2 * epochs + 3, annealed(anneal, upper, epochs));
        expect(values[0]).toBe(100);
        values.slice(1).forEach((value, i) => {
          expect(value).toBeLessThanOrEqual(values[i]);
        });
        expect(values.slice(epochs).every((value) => value === upper)).toBe(true);
      }
    },
  );

  it('linear: falls by as much in every epoch', () => {
    expect(over(6, annealed('linear', 20, 4))).toEqual([100, 80, 60, 40, 20, 20]);
  });

  it('step: tenths, each for an equal share of the epochs', () => {
    const tenths = [100, 90, 80, 70, 60, 50, 40, 30, 20, 10];
    expect(over(100, annealed('step'))).toEqual(tenths.flatMap((t) => Array<number>(10).fill(t)));
    expect(over(5, annealed('step', 75, 4))).toEqual([100, 90, 80, 75, 75]);
  });

  it('exponential: a tenth of an e-folding in each of a hundred epochs', () => {
    const values = over(101, annealed('exponential'));
    expect(values[1]).toBeCloseTo(10 + 90 * Math.exp(-0.1), 10);
    expect(values[50]).toBeCloseTo(10 + 90 * Math.exp(-5), 10);
    expect(over(6, annealed('exponential', 10, 5))[1]).toBeCloseTo(10 + 90 * Math.exp(-2), 10);
  });

  describe('adaptive', () => {
    const after = (losses: readonly number[], upper = 10): number =>
      upperAt(losses.length, losses, annealed('adaptive', upper));

    it.each([
      { what: 'no epoch is done', losses: [], upper: 100 },
      { what: 'one epoch has nothing to be compared with', losses: [3], upper: 100 },
      { what: 'a falling loss', losses: [3, 2, 1], upper: 98 },
      { what: 'a loss that stands still', losses: [3, 3, 3], upper: 100 },
      { what: 'no more than everything', losses: [1, 2, 3], upper: 100 },
      { what: 'a rise after falls', losses: [5, 4, 3, 2, 9], upper: 98 },
      { what: 'up where a loss is above the mean of those before', losses: [9, 1, 4], upper: 98 },
    ])('$what: $upper', ({ losses, upper }) => {
      expect(after(losses)).toBe(upper);
    });

    it('compares with ten epochs, not more', () => {
      // The mean of the ten before the last is 1: without the window the first would raise it.
      const losses = [1000, ...Array<number>(10).fill(1), 1.5];
      expect(after(losses)).toBe(after(losses.slice(0, -1)) + 1);
    });

    it('ends at its value', () => {
      const falling = Array.from({ length: 200 }, (_, i) => 200 - i);
      expect(after(falling, 40)).toBe(40);
      expect(after(falling.slice(0, 61), 40)).toBe(40);
      expect(after(falling.slice(0, 60), 40)).toBe(41);
    });

    it('takes the same way from the same losses, whatever came after', () => {
      const losses = [5, 4, 6, 3, 2, 4, 1, 1, 2, 0.5];
      const whole = losses.map((_, i) => after(losses.slice(0, i)));
      expect(whole).toEqual(losses.map((_, i) => after([...losses].slice(0, i))));
      expect(new Set(whole).size).toBeGreaterThan(3);
    });
  });
});

describe('scheduledInputs', () => {
  const place = { epoch: 2, epochs: 10, losses: [3, 2] };

  it('gives the ring its upper percentile', () => {
    const linear = scheduledInputs(annealed('linear', 20, 4), place);
    expect([...linear[UPPER]]).toEqual([60]);
    expect([...scheduledInputs(annealed('adaptive'), place)[UPPER]]).toEqual([99]);
  });

  it('begins to mix after mix_after epochs', () => {
    const begun = (epoch: number): number =>
      scheduledInputs(settings({ weighting: 'mixing', mix_after: 2 }), { epoch, epochs: 9 })[
        MIXING
      ][0];
    expect([0, 1, 2, 3].map(begun)).toEqual([0, 0, 1, 1]);
  });

  it('anneals β of hard negatives alone', () => {
    const hard = settings({ weighting: 'hard', beta: 8, anneal: 'down' });
    expect(scheduledInputs(hard, { epoch: 8, epochs: 9 })[BETA][0]).toBe(0);
    expect(scheduledInputs(annealed('linear'), { epoch: 8, epochs: 9 })[BETA][0]).toBe(1);
  });
});
