// Images come out as they are seen: every format, depth, transparency and orientation.
import { describe, expect, it } from 'vitest';

import { exif, jpeg, oriented, png, rawPng, webp } from './pictures';
import { readAll, workplace } from './workplace';

const place = workplace();
let folders = 0;

async function decode(name: string, file: Uint8Array, wish = {}) {
  const folder = `decode-${folders++}`;
  place.write(`${folder}/${name}`, file);
  const dataset = await place.open(folder, wish);
  return { shape: dataset.sampleShape, pixels: await readAll(dataset) };
}

describe('PNG', () => {
  const cases: [string, Uint8Array, number[], number[]][] = [
    ['8-bit grey', png(2, 1, (x) => [x * 200]), [1, 2, 1], [0, 200]],
    ['8-bit colour', png(1, 1, () => [1, 2, 3]), [1, 1, 3], [1, 2, 3]],
    ['16-bit grey', png(2, 1, (x) => [x * 65535 || 257 * 7], 16), [1, 2, 1], [7, 255]],
    ['16-bit colour', png(1, 1, () => [0, 257 * 100, 65535], 16), [1, 1, 3], [0, 100, 255]],
    ['colour with alpha on white', png(1, 1, () => [255, 0, 0, 51]), [1, 1, 3], [255, 204, 204]],
    ['grey with alpha on white', png(2, 1, (x) => [0, x * 255]), [1, 2, 1], [255, 0]],
    [
      '1-bit grey',
      rawPng([9, 1, 1, 0], [0, 0b10100000, 0b10000000]),
      [1, 9, 1],
      [255, 0, 255, 0, 0, 0, 0, 0, 255],
    ],
    ['4-bit grey', rawPng([3, 1, 4, 0], [0, 0x0f, 0x30]), [1, 3, 1], [0, 255, 51]],
    [
      'a palette of 2 bits',
      rawPng([3, 1, 2, 3], [0, 0b00011000], [['PLTE', [1, 2, 3, 4, 5, 6, 7, 8, 9]]]),
      [1, 3, 3],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ],
    [
      'a palette with transparency',
      rawPng(
        [2, 1, 8, 3],
        [0, 0, 1],
        [
          ['PLTE', [9, 9, 9, 5, 5, 5]],
          ['tRNS', [0]],
        ],
      ),
      [1, 2, 3],
      [255, 255, 255, 5, 5, 5],
    ],
    [
      'grey with a transparent shade',
      rawPng([2, 1, 8, 0], [0, 7, 8], [['tRNS', [0, 7]]]),
      [1, 2, 1],
      [255, 8],
    ],
    [
      'a profile that is no profile',
      rawPng([1, 1, 8, 0], [0, 9], [['iCCP', [1, 2, 3]]]),
      [1, 1, 1],
      [9],
    ],
  ];
  it.each(cases)('reads %s', async (_, file, shape, pixels) => {
    expect(await decode('a.png', file)).toEqual({ shape, pixels });
  });
});

it('turns a PNG upright too', async () => {
  const file = rawPng([2, 1, 8, 0], [0, 10, 20], [['eXIf', [...exif(8)]]]);
  expect(await decode('a.png', file)).toEqual({ shape: [2, 1, 1], pixels: [20, 10] });
});

it('takes broken EXIF for none', async () => {
  const file = rawPng([2, 1, 8, 0], [0, 10, 20], [['eXIf', [77, 77, 0, 42, 255, 255, 255, 255]]]);
  expect(await decode('a.png', file)).toEqual({ shape: [1, 2, 1], pixels: [10, 20] });
});

describe('JPEG', () => {
  it('reads colour within the loss of the format', async () => {
    const { shape, pixels } = await decode('a.jpeg', await jpeg(8, 8, () => [200, 100, 50]));
    expect(shape).toEqual([8, 8, 3]);
    for (const [i, value] of pixels.entries()) {
      expect(Math.abs(value - [200, 100, 50][i % 3])).toBeLessThan(4);
    }
  });

  it('gives one channel for a file stored as grey', async () => {
    const { shape, pixels } = await decode('a.jpg', await jpeg(8, 8, () => [90, 90, 90], true));
    expect(shape).toEqual([8, 8, 1]);
    expect(Math.abs(pixels[0] - 90)).toBeLessThan(4);
  });

  // Quadrants of the picture as it was seen, row by row: red, green, blue, white.
  const quadrants = ['red', 'green', 'blue', 'white'];
  const colours: Record<string, number[]> = {
    red: [255, 0, 0],
    green: [0, 255, 0],
    blue: [0, 0, 255],
    white: [255, 255, 255],
  };
  /** Where the camera stored each seen quadrant, row by row (EXIF 2.32, tag 0x0112). */
  const stored: [orientation: number, order: number[]][] = [
    [1, [0, 1, 2, 3]],
    [2, [1, 0, 3, 2]],
    [3, [3, 2, 1, 0]],
    [4, [2, 3, 0, 1]],
    [5, [0, 2, 1, 3]],
    [6, [1, 3, 0, 2]],
    [7, [3, 1, 2, 0]],
    [8, [2, 0, 3, 1]],
  ];
  it.each(stored)('turns orientation %i upright', async (orientation, order) => {
    const [width, height] = orientation < 5 ? [32, 16] : [16, 32];
    const painter = (x: number, y: number): readonly number[] => {
      const quadrant = 2 * Number(y >= height / 2) + Number(x >= width / 2);
      return colours[quadrants[order[quadrant]]];
    };
    const file = oriented(await jpeg(width, height, painter), orientation);
    const { shape, pixels } = await decode('a.jpg', file);
    expect(shape).toEqual([16, 32, 3]);
    const at = (x: number, y: number): string => {
      const bits = pixels
        .slice((y * 32 + x) * 3, (y * 32 + x) * 3 + 3)
        .map((v) => (v > 127 ? 255 : 0));
      return quadrants.find((name) => colours[name].join() === bits.join()) ?? bits.join();
    };
    expect([at(4, 4), at(28, 4), at(4, 12), at(28, 12)]).toEqual(quadrants);
  });
});

describe('WebP', () => {
  it('reads colour exactly where it is lossless', async () => {
    const file = await webp(2, 1, (x) => [x * 10, 20, 30, 255]);
    expect(await decode('a.webp', file)).toEqual({
      shape: [1, 2, 3],
      pixels: [0, 20, 30, 10, 20, 30],
    });
  });

  it('lays transparency on white', async () => {
    const file = await webp(1, 1, () => [0, 0, 0, 0]);
    expect((await decode('a.webp', file)).pixels).toEqual([255, 255, 255]);
  });
});

describe('shape', () => {
  it('scales the shorter side to size and crops the middle', async () => {
    const file = png(8, 4, (x) => [x < 2 || x >= 6 ? 255 : 40]);
    // The triangle of a pixel reaches one source pixel beyond the crop, with weight 1/8.
    const value = Math.round((255 + 7 * 40) / 8);
    expect(await decode('a.png', file, { size: 2 })).toEqual({
      shape: [2, 2, 1],
      pixels: [value, value, value, value],
    });
  });

  it('averages when it shrinks, so that a fine chequerboard becomes even grey', async () => {
    const file = png(64, 64, (x, y) => [(x + y) % 2 === 0 ? 0 : 255]);
    const { pixels } = await decode('a.png', file, { size: 8 });
    expect(Math.max(...pixels) - Math.min(...pixels)).toBeLessThanOrEqual(8);
  });

  it('keeps an even colour even when it enlarges', async () => {
    const { shape, pixels } = await decode(
      'a.png',
      png(3, 5, () => [77]),
      { size: 9 },
    );
    expect(shape).toEqual([9, 9, 1]);
    expect(new Set(pixels)).toEqual(new Set([77]));
  });

  it('makes grey from colour and colour from grey when told to', async () => {
    const red = png(1, 1, () => [255, 0, 0]);
    expect((await decode('a.png', red, { channels: 1 })).pixels).toEqual([76]);
    expect(
      (
        await decode(
          'a.png',
          png(1, 1, () => [8]),
          { channels: 3 },
        )
      ).pixels,
    ).toEqual([8, 8, 8]);
  });
});

describe('files that do not decode', () => {
  const lying = png(1, 1, () => [1]);
  Buffer.from(lying.buffer, lying.byteOffset).writeUInt32BE(60_000, 16);
  Buffer.from(lying.buffer, lying.byteOffset).writeUInt32BE(60_000, 20);
  const cases: [string, string, Uint8Array | Promise<Uint8Array>, RegExp][] = [
    ['an empty file', 'a.png', new Uint8Array(), /empty/],
    ['text', 'a.jpg', Buffer.from('not an image at all'), /no PNG, JPEG or WebP/],
    ['a size of billions of pixels', 'a.png', lying, /60000 × 60000 pixels/],
    ['a PNG cut off', 'a.png', png(40, 40, (x, y) => [x * y]).subarray(0, 60), /cut off/],
    ['a PNG with a wrong checksum', 'a.png', corrupted(png(40, 40, (x, y) => [x * y])), /CRC/i],
    [
      'a JPEG cut off',
      'a.jpg',
      jpeg(64, 64, (x, y) => [x * 4, y * 4, 0]).then((f) => f.subarray(0, f.length >> 1)),
      /Premature end/,
    ],
    [
      'a JPEG of which only the beginning is left',
      'a.jpg',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
      /cut off/,
    ],
    ['a PNG that unpacks to far more than it says', 'a.png', bomb(), /more data/],
    [
      'a WebP that is damaged',
      'a.webp',
      webp(9, 9, () => [1, 2, 3, 255]).then((f) => f.fill(0xee, 26)),
      /./,
    ],
  ];
  it.each(cases)('%s is skipped with the reason', async (_, name, file, reason) => {
    const folder = `bad-${folders++}`;
    place.write(`${folder}/${name}`, await file);
    place.write(
      `${folder}/good.png`,
      png(2, 2, () => [5]),
    );
    const dataset = await place.open(folder, { size: 2, channels: 1 });
    expect(dataset.names).toEqual(['good.png']);
    expect(dataset.skipped).toMatchObject([
      { name, reason: expect.stringMatching(reason) as string },
    ]);
    expect(await readAll(dataset)).toEqual([5, 5, 5, 5]);
  });

  function corrupted(file: Uint8Array): Uint8Array {
    file[file.length - 20] ^= 0xff;
    return file;
  }

  function bomb(): Uint8Array {
    return rawPng([4, 4, 8, 0], new Uint8Array(100e6));
  }
});
