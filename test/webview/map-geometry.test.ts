// The map's calculations: camera, index, lasso, walking by keys, names, colours of points.
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/engine/random/random';
import type { Theme } from '../../src/webview/shared/theme';
import {
  between,
  boundsOf,
  fit,
  pan,
  toMap,
  toScreen,
  zoom,
} from '../../src/webview/run-panel/map/camera';
import { cardCorner } from '../../src/webview/run-panel/map/card-corner';
import { choosePictures } from '../../src/webview/run-panel/map/choose-pictures';
import { placeNames } from '../../src/webview/run-panel/map/class-names';
import { nearestInDirection } from '../../src/webview/run-panel/map/crosshair';
import { GridIndex } from '../../src/webview/run-panel/map/grid-index';
import { caughtBy } from '../../src/webview/run-panel/map/lasso';
import { Motion } from '../../src/webview/run-panel/map/motion';
import {
  coloursByFlag,
  coloursByGroup,
  coloursByNumber,
  drawOrder,
} from '../../src/webview/run-panel/map/point-colours';
import { numberAt, numberRanks, rankOf } from '../../src/webview/run-panel/map/number-ranks';
import { colourSlots, inheritedSlots } from '../../src/webview/run-panel/colour-slots';
import { shownSize } from '../../src/webview/run-panel/picture-size';

const size = { width: 600, height: 400 };
const all = (): boolean => true;

function scattered(count: number): Float32Array {
  const random = Random.stream(1, 'scattered', count);
  return Float32Array.from({ length: 2 * count }, () => random.uniform(-1, 1));
}

describe('the camera', () => {
  const positions = scattered(50);
  const camera = fit(boundsOf(positions), size);

  it('fits all points into the element', () => {
    for (let row = 0; row < 50; row++) {
      const [x, y] = toScreen(camera, size, [positions[2 * row], positions[2 * row + 1]]);
      expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
    }
  });

  it('finds the place of the map under a pixel', () => {
    const [x, y] = toScreen(camera, size, toMap(camera, size, [123, 45]));
    expect(x).toBeCloseTo(123, 6);
    expect(y).toBeCloseTo(45, 6);
  });

  it('zooms about the pointer, and pans with the hand', () => {
    const under = toMap(camera, size, [100, 300]);
    const [x, y] = toScreen(zoom(camera, size, [100, 300], 3), size, under);
    expect([x, y]).toEqual([expect.closeTo(100, 6), expect.closeTo(300, 6)]);
    const [px, py] = toScreen(pan(camera, 7, -5), size, under);
    expect([px, py]).toEqual([expect.closeTo(107, 6), expect.closeTo(295, 6)]);
  });

  it('shows one point alone, or none, without getting lost', () => {
    for (const few of [new Float32Array(), Float32Array.of(0.3, 0.2)])
      expect(Object.values(fit(boundsOf(few), size)).every(Number.isFinite)).toBe(true);
  });

  it('glides from one view to another and keeps the fixed point of a zoom', () => {
    const nearer = zoom(camera, size, [100, 300], 4);
    const under = toMap(camera, size, [100, 300]);
    const halfway = toScreen(between(camera, nearer, 0.5), size, under);
    expect(halfway).toEqual([expect.closeTo(100, 5), expect.closeTo(300, 5)]);
    expect(between(camera, nearer, 1)).toEqual({
      x: expect.closeTo(nearer.x, 9) as number,
      y: expect.closeTo(nearer.y, 9) as number,
      scale: expect.closeTo(nearer.scale, 6) as number,
    });
  });
});

describe('the index', () => {
  const accepts = { 'all rows': all, 'even rows': (row: number): boolean => row % 2 === 0 };

  it.each(Object.entries(accepts))('finds what a search through %s finds', (_, accept) => {
    const positions = scattered(500);
    const index = new GridIndex(positions);
    for (let i = 0; i < 200; i++) {
      const [x, y] = scattered(200).subarray(2 * i);
      const rows = Array.from({ length: 500 }, (_each, row) => row).filter(accept);
      const far = (row: number): number =>
        Math.hypot(positions[2 * row] - x, positions[2 * row + 1] - y);
      const nearest = rows.reduce((best, row) => (far(row) < far(best) ? row : best));
      expect(index.nearest(x, y, 0.1, accept)).toBe(far(nearest) <= 0.1 ? nearest : undefined);
    }
  });

  it('lists the points of a rectangle once each', () => {
    const positions = scattered(300);
    const found: number[] = [];
    const area = { left: -0.5, right: 0.1, bottom: 0, top: 0.7 };
    new GridIndex(positions).inside(area, (row) => found.push(row));
    const expected = Array.from({ length: 300 }, (_, row) => row).filter((row) => {
      const [x, y] = positions.subarray(2 * row);
      return x >= area.left && x <= area.right && y >= area.bottom && y <= area.top;
    });
    expect(found.sort((a, b) => a - b)).toEqual(expected);
  });

  it.each([
    ['no points', []],
    ['one point', [0.5, 0.5]],
    ['points in one place', [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
    ['points on a line', [-1, 0, 0, 0, 1, 0]],
  ])('holds %s', (_, places) => {
    const index = new GridIndex(Float32Array.from(places));
    expect(index.nearest(0.5, 0.5, 0.01, all) !== undefined).toBe(places.includes(0.5));
  });
});

describe('a lasso', () => {
  const positions = Float32Array.of(0, 0, 0.5, 0.5, 0.9, 0, -0.5, 0);
  const index = new GridIndex(positions);

  it.each([
    ['a square', [-0.2, -0.2, 0.7, -0.2, 0.7, 0.7, -0.2, 0.7], [0, 1]],
    ['a notch leaves out what lies in it', [-1, -1, 1, -1, 1, 1, 0, -0.1, -1, 1], [2, 3]],
    ['two corners are no area', [-1, -1, 1, 1], []],
  ])('%s', (_, corners, expected) => {
    const path = Array.from(
      { length: corners.length / 2 },
      (_each, i) => [corners[2 * i], corners[2 * i + 1]] as const,
    );
    expect(caughtBy(path, positions, index, all)).toEqual(expected);
  });

  it('catches no hidden points', () => {
    const path = [[-2, -2] as const, [2, -2] as const, [2, 2] as const, [-2, 2] as const];
    expect(caughtBy(path, positions, index, (row) => row !== 1)).toEqual([0, 2, 3]);
  });
});

describe('walking by keys', () => {
  const positions = Float32Array.of(0, 0, 0.1, 0, 0.3, 0.02, 0, 0.5, -0.4, 0.1);

  it.each([
    ['right', [1, 0], 1],
    ['up', [0, 1], 3],
    ['left', [-1, 0], 4],
    ['down, where nothing is', [0, -1], undefined],
  ] as const)('%s', (_, direction, expected) => {
    expect(nearestInDirection(positions, [0, 0], direction, all)).toBe(expected);
  });

  it('passes over hidden points', () => {
    expect(nearestInDirection(positions, [0, 0], [1, 0], (row) => row !== 1)).toBe(2);
  });
});

describe('names of classes', () => {
  it('stand where the class is dense and pure, weightiest first', () => {
    const positions = new Float32Array(2 * 60);
    const labels = new Int32Array(60);
    for (let row = 0; row < 60; row++) {
      // Class 0: thirty in one corner. Class 1: ten in another, twenty inside class 0.
      labels[row] = row < 30 ? 0 : 1;
      const corner = row < 30 || row >= 40 ? 0.5 : -0.5;
      positions.set([corner, corner], 2 * row);
    }
    const names = placeNames(positions, labels, 2);
    expect(names.map(({ label }) => label)).toEqual([0, 1]);
    expect(names[0].x).toBeGreaterThan(0.3);
    expect(names[1].x).toBeLessThan(-0.3);
  });

  it('are not given to classes without samples, nor to samples without labels', () => {
    expect(placeNames(scattered(4), Int32Array.of(-1, -1, 2, 7), 3)).toHaveLength(1);
  });
});

describe('points on their way', () => {
  const from = Float32Array.of(0, 0, 1, 1);
  const to = Float32Array.of(1, 0, 0, 1);

  it('begin where they are, and arrive', () => {
    const motion = Motion.still(from).onTo(to, 1000, 400);
    expect(motion.at(0, motion.share(1000))).toEqual([0, 0]);
    expect(motion.at(0, motion.share(1200))).toEqual([0.5, 0]);
    expect(motion.at(1, motion.share(1400))).toEqual([0, 1]);
  });

  it('turn round on the way without a jump', () => {
    const back = Motion.still(from).onTo(to, 0, 400).onTo(from, 200, 400);
    expect(back.at(0, back.share(200))).toEqual([0.5, 0]);
  });

  it('jump where there is no time, and where the points are others', () => {
    expect(Motion.still(from).onTo(to, 5, 0).share(5)).toBe(1);
    expect(Motion.still(from).onTo(Float32Array.of(3, 3), 5, 400).at(0, 0)).toEqual([3, 3]);
  });
});

describe('colours of points', () => {
  const theme = {
    text: [200, 200, 200],
    background: [0, 0, 0],
    bar: [100, 100, 100],
    classes: Array.from({ length: 12 }, (_, i) => [i, i, i]),
  } as unknown as Theme;
  const points = { count: 4, shown: undefined };
  const how = {
    of: Int32Array.of(0, 1, -1, 2),
    slots: [0, 1, -1],
    emphasised: undefined,
  };
  const colourOf = ({ palette, entries }: ReturnType<typeof coloursByGroup>, row: number) =>
    palette[entries[row]].colour;
  const byNumber = (...numbers: readonly number[]) => {
    const values = Float64Array.from(numbers);
    const all = { count: numbers.length, shown: undefined };
    return coloursByNumber(all, { values, ranks: numberRanks(values) }, theme);
  };

  it('are the group’s own, and quiet for those without a colour', () => {
    const colours = coloursByGroup(points, how, theme);
    expect(colourOf(colours, 0)).toEqual([0, 0, 0]);
    expect(colourOf(colours, 1)).toEqual([1, 1, 1]);
    expect(colourOf(colours, 2)).toEqual(colourOf(colours, 3));
  });

  it('dim all but the group that is pointed at', () => {
    const { entries } = coloursByGroup(points, { ...how, emphasised: 0 }, theme);
    expect([...entries].map((entry) => entry > 1)).toEqual([true, false, false, false]);
  });

  it('are faint where a point is hidden, whatever they say', () => {
    const some = { count: 4, shown: Uint8Array.of(1, 0, 1, 0) };
    const values = Float64Array.of(1, 2, 3, 4);
    const all = [
      coloursByGroup(some, how, theme),
      coloursByNumber(some, { values, ranks: numberRanks(values) }, theme),
      coloursByFlag(some, undefined, theme),
    ];
    for (const { entries } of all)
      expect([...entries].map((entry) => entry === 0)).toEqual([false, true, false, true]);
  });

  it('rise with the rank of the number; what has none is quietest', () => {
    const { entries } = byNumber(0.1, 900, NaN, 0.5);
    expect(entries[2]).toBeLessThan(entries[0]);
    expect(entries[0] < entries[3] && entries[3] < entries[1]).toBe(true);
    // A far value takes no more of the ramp than its rank.
    expect(entries[3] - entries[0]).toBeCloseTo((entries[1] - entries[0]) / 2, -1);
  });

  it('are the same for numbers that are the same', () => {
    expect(new Set(byNumber(3, 3, 3).entries).size).toBe(1);
    const [a, b, c] = byNumber(3, 3, 4).entries;
    expect(a).toBe(b);
    expect(c).toBeGreaterThan(a);
  });

  it('put quiet points below the others, each once', () => {
    const order = [...drawOrder(coloursByGroup(points, how, theme))];
    expect(order.slice(2)).toEqual([0, 1]);
    expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });
});

describe('pictures on the map', () => {
  it('do not overlap, and the first candidates come first', () => {
    const places = [
      [10, 10],
      [20, 20],
      [80, 10],
      [700, 10],
    ] as const;
    const placed = choosePictures([1, 0, 2, 3], (row) => places[row], size, 40);
    expect(placed.map(({ row }) => row)).toEqual([1, 2]);
  });

  it.each([
    [28, 28, 84, { width: 84, height: 84, pixelated: true }],
    [28, 28, 50, { width: 28, height: 28, pixelated: true }],
    [64, 32, 84, { width: 64, height: 32, pixelated: true }],
    [640, 320, 80, { width: 80, height: 40, pixelated: false }],
    [28, 28, 20, { width: 20, height: 20, pixelated: false }],
  ])('of %i × %i pixels in %i', (width, height, room, expected) => {
    expect(shownSize(width, height, room)).toEqual(expected);
  });
});

describe('the hover card', () => {
  const card = { width: 200, height: 100 };

  it.each([
    ['stands below to the right', [100, 100], undefined, [114, 114]],
    ['turns to the left at the right edge', [550, 100], undefined, [336, 114]],
    ['turns up at the lower edge', [100, 380], undefined, [114, 266]],
    ['does not cover the anchor', [300, 150], [350, 200], [86, 164]],
  ] as const)('%s', (_, at, avoid, expected) => {
    expect(cardCorner(at, card, size, { avoid })).toEqual(expected);
  });

  it('stays inside an element that is hardly larger', () => {
    const [left, top] = cardCorner([100, 50], card, { width: 210, height: 105 });
    expect([left >= 0, left + 200 <= 210, top >= 0, top + 100 <= 105]).toEqual(Array(4).fill(true));
  });
});

describe('ranks of numbers', () => {
  const ranks = numberRanks([5, NaN, 1, 9, 5, NaN]);

  it('leave out what is missing, and say how much that is', () => {
    expect([...ranks.sorted]).toEqual([1, 5, 5, 9]);
    expect(ranks.missing).toBe(2);
  });

  it('go from the smallest at 0 to the largest at 1, and back', () => {
    expect([1, 5, 9].map((value) => rankOf(ranks, value))).toEqual([0, 1 / 3, 1]);
    expect([0, 1 / 3, 1, -2, 7].map((rank) => numberAt(ranks, rank))).toEqual([1, 5, 9, 1, 9]);
  });

  it('of one number, or of equal ones, are 0', () => {
    expect(rankOf(numberRanks([4]), 4)).toBe(0);
    expect(rankOf(numberRanks([4, 4]), 4)).toBe(0);
  });
});

describe('colours of groups', () => {
  it.each<[string, number[], number[], number[]]>([
    ['go to the largest, in the order of the groups', [5, 1, 9, 7], [], [0, -1, 1, 2]],
    [
      'go to those that are given one in the place of the smallest',
      [5, 1, 9, 7],
      [1],
      [-1, 0, 1, 2],
    ],
    ['are not given twice', [5, 1, 9, 7], [2, 2], [0, -1, 1, 2]],
    ['are not taken from those that were given one', [5, 1, 9, 7, 2], [0, 1], [0, 2, 1, -1, -1]],
    ['are not given to what is not there', [5, 1], [7], [0, 1]],
  ])('%s', (_, sizes, granted, slots) => {
    expect(colourSlots(sizes, granted, 3)).toEqual(slots);
  });
});

describe('colours of groups that change', () => {
  const before = { of: Int32Array.of(0, 0, 0, 1, 1, 2), slots: [0, 1, 2] };

  it('are those that most of each had before, the largest first', () => {
    // What was 1 has grown; what was 0 has lost a sample to it.
    const now = { of: Int32Array.of(0, 1, 1, 0, 0, 2), slots: [0, 1, 2] };
    expect(inheritedSlots(now, before)).toEqual([1, 0, 2]);
  });

  it('are free ones where a group parts in two, and none for those without', () => {
    const now = { of: Int32Array.of(0, 0, 1, 2, 2, 3), slots: [0, 1, 2, -1] };
    expect(inheritedSlots(now, before)).toEqual([0, 2, 1, -1]);
  });

  it('are their own where there were none, or of other samples', () => {
    const now = { of: Int32Array.of(1, 0), slots: [0, 1] };
    expect(inheritedSlots(now, undefined)).toEqual([0, 1]);
    expect(inheritedSlots(now, before)).toEqual([0, 1]);
  });
});
