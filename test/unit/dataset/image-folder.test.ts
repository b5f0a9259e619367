// A folder of images: classes, order, cache, abort.
import {
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { png } from './pictures';
import { labelNames, readAll, workplace } from './workplace';

const place = workplace();
const shade = (value: number, width = 2, height = 2): Uint8Array =>
  png(width, height, () => [value]);

describe('classes and names', () => {
  it('takes nested folders as a hierarchy, images at the root as unlabelled, and hides what is hidden', async () => {
    const files = [
      'root.png',
      'quercus/robur/b.png',
      'quercus/robur/a.PNG',
      'quercus/alba/é 名前.png',
      'acer/x.png',
    ];
    files.forEach((name, i) => place.write(`herbarium/${name}`, shade(i)));
    for (const name of ['.hidden.png', 'notes.txt', '.git/y.png', 'acer/Thumbs.db']) {
      place.write(`herbarium/${name}`, shade(99));
    }
    const dataset = await place.open('herbarium');
    expect(dataset.names).toEqual([
      'acer/x.png',
      'quercus/alba/é 名前.png',
      'quercus/robur/a.PNG',
      'quercus/robur/b.png',
      'root.png',
    ]);
    expect(dataset.classes).toEqual(['acer', 'quercus/alba', 'quercus/robur']);
    expect(labelNames(dataset)).toEqual([
      'acer',
      'quercus/alba',
      'quercus/robur',
      'quercus/robur',
      undefined,
    ]);
    expect(dataset.skipped).toEqual([]);
    expect((await readAll(dataset)).filter((_, i) => i % 4 === 0)).toEqual([4, 3, 2, 1, 0]);
  });

  it('has no labels where there are no folders, and sorts without regard to locale', async () => {
    for (const name of ['b.png', 'B.png', 'ä.png', 'a10.png', 'a9.png'])
      place.write(`flat/${name}`, shade(1));
    const dataset = await place.open('flat');
    expect(dataset.labels).toBeUndefined();
    expect(dataset.names).toEqual(['B.png', 'a10.png', 'a9.png', 'b.png', 'ä.png']);
  });

  it('follows links but not in circles', async () => {
    place.write('linked/a/1.png', shade(1));
    symlinkSync(path.join(place.folder, 'linked'), path.join(place.folder, 'linked/a/back'));
    symlinkSync(path.join(place.folder, 'linked/a'), path.join(place.folder, 'linked/b'));
    expect((await place.open('linked')).names).toEqual(['a/1.png', 'b/1.png']);
  });

  it.each([
    ['without images', {}, 'no images'],
    ['with labels of a file', { labels: '/x' }, 'subfolders are the labels'],
    ['with a side of nothing', { size: 0 }, 'size must be'],
    ['opened as a table', { format: 'csv' as const }, 'a folder'],
  ])('a folder %s is an error that says so', async (_, source, sentence) => {
    mkdirSync(path.join(place.folder, 'empty'), { recursive: true });
    await expect(place.open('empty', source)).rejects.toThrow(sentence);
  });

  it('names a path that is not there', async () => {
    await expect(place.open('nowhere')).rejects.toMatchObject({ name: 'InputError' });
  });
});

describe('the common shape', () => {
  const sizes = (name: string, ...sides: [number, number][]): void => {
    sides.forEach(([width, height], i) => place.write(`${name}/${i}.png`, shade(i, width, height)));
  };
  it.each<[string, [number, number][], number[]]>([
    [
      'one size',
      [
        [6, 4],
        [6, 4],
      ],
      [4, 6, 1],
    ],
    [
      'the median shorter side',
      [
        [6, 4],
        [20, 10],
        [5, 8],
      ],
      [5, 5, 1],
    ],
    [
      'at most 256',
      [
        [300, 400],
        [300, 400],
      ],
      [256, 256, 1],
    ],
  ])('is %s', async (name, sides, shape) => {
    sizes(name, ...sides);
    expect((await place.open(name)).sampleShape).toEqual(shape);
  });

  it('has three channels as soon as one image has colour', async () => {
    place.write('mixed/a.png', shade(7, 1, 1));
    place.write(
      'mixed/b.png',
      png(1, 1, () => [1, 2, 3]),
    );
    const dataset = await place.open('mixed');
    expect(dataset.sampleShape).toEqual([1, 1, 3]);
    expect(await readAll(dataset)).toEqual([7, 7, 7, 1, 2, 3]);
  });
});

describe('reading', () => {
  it.each([0, undefined])(
    'gives any samples in any order, memory limit %s',
    async (memoryLimit) => {
      for (let i = 0; i < 70; i++) place.write(`many/${100 + i}.png`, shade(i, 1, 1));
      place.write('many/100x.png', 'broken');
      const dataset = await place.open(
        'many',
        {},
        memoryLimit === undefined ? {} : { memoryLimit },
      );
      const into = new Uint8Array(6);
      await dataset.read([69, 0, 1, 2, 0], into);
      expect([...into]).toEqual([69, 0, 1, 2, 0, 0]);
      await expect(dataset.read([70], into)).rejects.toThrow(RangeError);
      await expect(dataset.read([0, 0], new Uint8Array(1))).rejects.toThrow(RangeError);
      await expect(dataset.read([0], new Float32Array(1))).rejects.toThrow(TypeError);
      await dataset.close();
      await expect(dataset.read([0], into)).rejects.toThrow('closed');
    },
  );
});

describe('the cache', () => {
  const cacheFile = (): string => {
    const [name] = readdirSync(path.join(place.folder, 'own-cache'));
    return path.join(place.folder, 'own-cache', name);
  };
  const open = () =>
    place.open('cached', {}, { cacheDirectory: path.join(place.folder, 'own-cache') });
  const prepare = async () => {
    rmSync(path.join(place.folder, 'own-cache'), { recursive: true, force: true });
    place.write('cached/a.png', shade(1));
    place.write('cached/b.png', 'broken');
    return open();
  };

  it('is used again while nothing changes', async () => {
    const first = await prepare();
    const { ino } = statSync(cacheFile());
    const second = await open();
    expect(statSync(cacheFile()).ino).toBe(ino);
    expect(second).toMatchObject({ names: ['a.png'], fingerprint: first.fingerprint });
    expect(second.skipped).toEqual(first.skipped);
    expect(await readAll(second)).toEqual([1, 1, 1, 1]);
  });

  it('is left behind by a change of a file or of an option', async () => {
    const first = await prepare();
    const sized = await place.open('cached', { size: 1 });
    const file = place.write('cached/a.png', shade(2));
    utimesSync(file, 1, 1);
    const changed = await open();
    expect(new Set([first, sized, changed].map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(await readAll(changed)).toEqual([2, 2, 2, 2]);
  });

  it.each<[string, (file: string) => void]>([
    [
      'cut off',
      (file) => {
        truncateSync(file, 10);
      },
    ],
    [
      'empty',
      (file) => {
        truncateSync(file, 0);
      },
    ],
    [
      'foreign',
      (file) => {
        writeFileSync(file, 'something else that is long enough');
      },
    ],
  ])('is made anew where it is %s', async (_, damage) => {
    await prepare();
    damage(cacheFile());
    expect(await readAll(await open())).toEqual([1, 1, 1, 1]);
  });
});

describe('opening', () => {
  it('reports how far it is', async () => {
    for (let i = 0; i < 40; i++) place.write(`progress/${i}.png`, shade(i));
    const seen: number[] = [];
    await place.open('progress', {}, { onProgress: (done, total) => seen.push(done, total) });
    expect(seen.at(-2)).toBe(40);
    expect(seen.at(-1)).toBe(40);
  });

  it('stops with the reason of the signal and leaves no file behind', async () => {
    for (let i = 0; i < 200; i++) place.write(`abort/${i}.png`, shade(i % 256));
    const cacheDirectory = path.join(place.folder, 'abort-cache');
    const abort = new AbortController();
    const onProgress = () => {
      abort.abort(new Error('enough'));
    };
    const opening = place.open('abort', {}, { cacheDirectory, signal: abort.signal, onProgress });
    await expect(opening).rejects.toThrow('enough');
    expect(readdirSync(cacheDirectory)).toEqual([]);
  });

  it('skips an image that kills its decoder, and no other', async () => {
    for (let i = 0; i < 40; i++) place.write(`deadly/${100 + i}.png`, shade(i));
    place.write('deadly/120-deadly.png', shade(0));
    // Stands in for the real worker: dies over one file, else gives images of one grey pixel.
    const workerFile = place.write(
      '.worker/deadly.js',
      `const { parentPort } = require('node:worker_threads');
       parentPort.postMessage('loaded');
       parentPort.on('message', ({ kind, images }) => {
         if (kind === 'decode' && images.some(({ file }) => file.includes('deadly.png'))) process.exit(9);
         const fact = { height: 1, width: 1, grey: true };
         const pixels = Uint8Array.from(images, ({ file }) => Number(file.slice(-7, -4)));
         const problems = images.map(() => undefined);
         parentPort.postMessage({ ok: kind === 'probe' ? { facts: images.map(() => fact) } : { pixels, problems } });
       });`,
    );
    const dataset = await place.open('deadly', {}, { workerFile });
    expect(dataset.skipped).toEqual([
      { name: '120-deadly.png', row: 20, reason: 'The decoder crashed on it.' },
    ]);
    expect(await readAll(dataset)).toEqual(Array.from({ length: 40 }, (_, i) => 100 + i));
  });

  it('says where the worker is missing instead of decoding without it', async () => {
    place.write('workerless/a.png', shade(1));
    const workerFile = path.join(place.folder, 'nowhere.js');
    await expect(place.open('workerless', {}, { workerFile })).rejects.toThrow('cannot start');
  });
});
