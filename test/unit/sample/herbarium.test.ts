import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/engine/config/load-config';
import { InputError } from '../../../src/engine/input-error';
import { type HerbariumSummary, writeHerbarium } from '../../../src/engine/sample/herbarium';
import { planHerbarium } from '../../../src/engine/sample/planting';

const perSpecies = 5;
let folder: string;
let herbarium: string;
let summary: HerbariumSummary;
const progress: [number, number][] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'herbarium-'));
  herbarium = join(folder, 'one');
  summary = await writeHerbarium(herbarium, {
    seed: 7,
    perSpecies,
    onProgress: (written, total) => progress.push([written, total]),
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Paths below `directory`, with `/`, sorted. */
async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(directory.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

async function fingerprint(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesBelow(directory)) {
    hash.update(file).update(await readFile(join(directory, file)));
  }
  return hash.digest('hex');
}

async function truthOf(
  directory: string,
): Promise<{ file: string; kind: string; truth: string }[]> {
  const [head, ...rows] = (await readFile(join(directory, 'truth.csv'), 'utf8')).trim().split('\n');
  expect(head).toBe('file,kind,truth');
  return rows.map((row) => {
    const [file, kind, truth] = row.split(',');
    return { file, kind, truth };
  });
}

async function pixelsOf(file: string): Promise<Uint8Array> {
  return Uint8Array.from(decode(await readFile(join(herbarium, file))).data);
}

const folderOf = (file: string): string => file.split('/').slice(1, 3).join('/');
const meanDifference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

describe('writeHerbarium', () => {
  it('writes twelve species of four genera, three each', async () => {
    const genera = await readdir(summary.imageFolder);
    expect(genera.sort()).toEqual(['Acer', 'Betula', 'Quercus', 'Salix']);
    for (const genus of genera) {
      expect(await readdir(join(summary.imageFolder, genus))).toHaveLength(3);
    }
  });

  it('counts what it wrote, and reports each picture', async () => {
    const pictures = (await filesBelow(herbarium)).filter((file) => file.endsWith('.png'));
    expect(summary).toMatchObject({ species: 12, images: 61, wrongLabels: 1, nearDuplicates: 1 });
    expect(pictures).toHaveLength(summary.images + summary.notImages);
    expect(progress).toEqual(Array.from({ length: 61 }, (_, i) => [i + 1, 61]));
  });

  it('writes 64 × 64 RGB pictures, no two of them equal', async () => {
    const broken = (await truthOf(herbarium)).find(({ kind }) => kind === 'not-an-image')!.file;
    const seen = new Set<string>();
    for (const file of await filesBelow(summary.imageFolder)) {
      if (`images/${file}` === broken) continue;
      const bytes = await readFile(join(summary.imageFolder, file));
      expect(decode(bytes)).toMatchObject({ width: 64, height: 64, channels: 3, depth: 8 });
      seen.add(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(seen.size).toBe(summary.images);
  });

  it('draws a leaf in the middle of every sheet and paper around it', async () => {
    const broken = (await truthOf(herbarium)).find(({ kind }) => kind === 'not-an-image')!.file;
    const brightness = new Float64Array(64 * 64);
    const files = (await filesBelow(summary.imageFolder)).map((file) => `images/${file}`);
    for (const file of files.filter((name) => name !== broken)) {
      const pixels = await pixelsOf(file);
      brightness.forEach((_, i) => (brightness[i] += pixels[3 * i + 1] / summary.images));
    }
    const [corner, centre] = [brightness[0], brightness[32 * 64 + 32]];
    expect(corner).toBeGreaterThan(150);
    expect(centre).toBeLessThan(corner - 50);
  });

  it('gives the same bytes for the same seed, others for another', async () => {
    const [again, other] = [join(folder, 'again'), join(folder, 'other')];
    await writeHerbarium(again, { seed: 7, perSpecies });
    await writeHerbarium(other, { seed: 8, perSpecies });
    expect(await fingerprint(again)).toBe(await fingerprint(herbarium));
    expect(await fingerprint(other)).not.toBe(await fingerprint(herbarium));
  });

  it('writes a config that loads, and names the images', async () => {
    const { config } = await loadConfig(summary.configFile);
    expect(config).toMatchObject({
      name: 'herbarium',
      data: { train: './images' },
      negatives: { weighting: 'hard' },
    });
  });
});

describe('truth.csv', () => {
  it('names an existing file of each kind', async () => {
    const rows = await truthOf(herbarium);
    const files = await filesBelow(herbarium);
    expect(rows.map(({ kind }) => kind).sort()).toEqual([
      'near-duplicate',
      'not-an-image',
      'wrong-label',
    ]);
    expect(rows.filter(({ file }) => !files.includes(file))).toEqual([]);
  });

  it('says of a wrong label another species than its folder', async () => {
    const row = (await truthOf(herbarium)).find(({ kind }) => kind === 'wrong-label')!;
    expect(row.truth).toMatch(/^[A-Z][a-z]+\/[a-z]+$/);
    expect(row.truth).not.toBe(folderOf(row.file));
  });

  it('says of a near-duplicate which file it repeats: almost the same picture, in the same folder', async () => {
    const row = (await truthOf(herbarium)).find(({ kind }) => kind === 'near-duplicate')!;
    expect(folderOf(row.truth)).toBe(folderOf(row.file));
    const [copy, original] = [await pixelsOf(row.file), await pixelsOf(row.truth)];
    const strangers = (await filesBelow(join(herbarium, 'images', folderOf(row.file))))
      .map((file) => `images/${folderOf(row.file)}/${file}`)
      .filter((file) => file !== row.file && file !== row.truth);
    const nearest = meanDifference(copy, original);
    expect(nearest).toBeGreaterThan(0);
    expect(nearest).toBeLessThan(meanDifference(copy, await pixelsOf(strangers[0])) / 2);
  });

  it('says which file is no image', async () => {
    const row = (await truthOf(herbarium)).find(({ kind }) => kind === 'not-an-image')!;
    const bytes = await readFile(join(herbarium, row.file));
    expect(() => decode(bytes)).toThrow();
  });
});

describe('planHerbarium', () => {
  it.each([1, 2, 100])('plants no two faults in one sheet, %d sheets per species', (count) => {
    const { sheets, broken } = planHerbarium(3, count);
    const originals = new Set(sheets.map(({ original }) => original));
    expect(sheets.filter(({ file, mislabelled }) => mislabelled && originals.has(file))).toEqual(
      [],
    );
    expect(new Set([...sheets.map(({ file }) => file), broken]).size).toBe(sheets.length + 1);
  });

  it('plants 2 % wrong labels and 1 % near-duplicates', () => {
    const { sheets } = planHerbarium(3, 100);
    expect(sheets.filter(({ mislabelled }) => mislabelled)).toHaveLength(24);
    expect(sheets.filter(({ original }) => original !== undefined)).toHaveLength(12);
    expect(sheets).toHaveLength(1212);
  });
});

describe('writeHerbarium refuses', () => {
  it('a folder that holds something, and leaves it alone', async () => {
    const used = await mkdtemp(join(folder, 'used-'));
    await writeFile(join(used, 'mine.txt'), 'keep');
    await expect(writeHerbarium(used, { seed: 1, perSpecies: 1 })).rejects.toThrow(
      /not empty: name a new/,
    );
    expect(await readdir(used)).toEqual(['mine.txt']);
  });

  it('a path that is a file', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await expect(writeHerbarium(file, { seed: 1, perSpecies: 1 })).rejects.toThrow(InputError);
  });

  it.each([0, -1, 1.5, Number.NaN, 10_001])('%d sheets per species', async (count) => {
    const nowhere = join(folder, 'never-made');
    await expect(writeHerbarium(nowhere, { seed: 1, perSpecies: count })).rejects.toThrow(
      InputError,
    );
    expect(await readdir(folder)).not.toContain('never-made');
  });
});
