import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { pictures, twoClasses, vectorsOf } from './memory-dataset';

const column = (values: readonly number[]) =>
  inputStatistics(vectorsOf(Float32Array.from(values), 1));

describe('inputStatistics', () => {
  it('has mean and deviation of every feature', async () => {
    const dataset = vectorsOf(Float32Array.of(1, 10, 3, 10, 5, 40), 2);
    const { mean, deviation } = await inputStatistics(dataset);
    expect([...mean]).toEqual([3, 20]);
    expect(deviation[0]).toBeCloseTo(Math.sqrt(8 / 3), 6);
    expect(deviation[1]).toBeCloseTo(Math.sqrt(200), 5);
  });

  it('has those of every channel of pictures, in 0 … 1', async () => {
    const dataset = pictures(30, 8, 3);
    const bytes = new Uint8Array(30 * 8 * 8 * 3);
    await dataset.read(
      Uint32Array.from({ length: 30 }, (_, i) => i),
      bytes,
    );
    const { mean, deviation } = await inputStatistics(dataset);
    for (const channel of [0, 1, 2]) {
      const values = [...bytes].filter((_, i) => i % 3 === channel).map((byte) => byte / 255);
      const expected = values.reduce((a, b) => a + b) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - expected) ** 2, 0);
      expect(mean[channel]).toBeCloseTo(expected, 6);
      expect(deviation[channel]).toBeCloseTo(Math.sqrt(squares / values.length), 6);
    }
  });

  it.each([
    { far: 1e4, spread: 1 },
    { far: 12345.6, spread: 1 },
    { far: -3e5, spread: 0.5 },
    { far: 0, spread: 1e-9 },
    { far: 1e30, spread: 1e28 },
  ])('sees a spread of $spread about $far', async ({ far, spread }) => {
    const values = Array.from({ length: 100 }, (_, i) => far + (i % 3) * spread);
    const { deviation } = await column(values);
    expect(deviation[0] / spread).toBeCloseTo(Math.sqrt(2 / 3), 2);
  });

  it.each([0, 0.1, -7.3, 1e8])('gives the constant %d the deviation 1', async (value) => {
    const { mean, deviation } = await column(Array.from({ length: 50 }, () => value));
    expect([...mean, ...deviation]).toEqual([Math.fround(value), 1]);
  });

  it('estimates from samples of the whole of a large dataset', async () => {
    const { mean } = await column(Array.from({ length: 50_000 }, (_, i) => i));
    expect(mean[0] / 25_000).toBeCloseTo(1, 2);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d with the name of the sample', async (value) => {
    const values = Float32Array.from({ length: 20 }, (_, i) => i);
    values[13] = value;
    const statistics = () => inputStatistics(vectorsOf(values, 2));
    await expect(statistics()).rejects.toThrow(InputError);
    await expect(statistics()).rejects.toThrow(/"sample 6".*feature 1/);
  });

  it('is the same for the same samples', async () => {
    const statistics = () => inputStatistics(twoClasses(40, 3));
    expect(await statistics()).toEqual(await statistics());
  });
});
