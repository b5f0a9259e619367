// Random rectangles inside a picture, in whole pixels: what is cropped, what is erased.
import type { Random } from '../random/random';

export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export type Extent = Pick<Rectangle, 'height' | 'width'>;
type Interval = readonly [low: number, high: number];

/** Sizes that are tried before the fallback, as in torchvision. */
const attempts = 10;

/**
 * The crop of Inception (Szegedy et al. 2015) as torchvision's RandomResizedCrop draws it: a share
 * of the area uniform in `share`, width over height log-uniform in `ratio`, the place uniform.
 * Where no size fits, the largest crop at the centre whose ratio is allowed.
 */
export function drawCrop(
  picture: Extent,
  share: Interval,
  ratio: Interval,
  random: Random,
): Rectangle {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const size = drawSize(picture, share, ratio, random);
    if (size.height > 0 && size.width > 0 && fits(size, picture))
      return place(size, picture, random);
  }
  return centred(largestWithin(picture, ratio), picture);
}

/**
 * The rectangle of random erasing (Zhong et al. 2020) as torchvision draws it, height over width
 * log-uniform in [0.3, 3.3]; undefined where no size fits.
 */
export function drawErasure(
  picture: Extent,
  share: Interval,
  random: Random,
): Rectangle | undefined {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const size = drawSize(picture, share, [1 / 3.3, 1 / 0.3], random);
    if (size.height < picture.height && size.width < picture.width)
      return place(size, picture, random);
  }
  return undefined;
}

/** The largest square at the centre. */
export function centreSquare(picture: Extent): Rectangle {
  const side = Math.min(picture.height, picture.width);
  return centred({ height: side, width: side }, picture);
}

function drawSize(picture: Extent, share: Interval, ratio: Interval, random: Random): Extent {
  const area = picture.height * picture.width * random.uniform(...share);
  const shape = Math.exp(random.uniform(Math.log(ratio[0]), Math.log(ratio[1])));
  return {
    height: Math.round(Math.sqrt(area / shape)),
    width: Math.round(Math.sqrt(area * shape)),
  };
}

function fits(size: Extent, picture: Extent): boolean {
  return size.height <= picture.height && size.width <= picture.width;
}

function place(size: Extent, picture: Extent, random: Random): Rectangle {
  return {
    top: random.integer(picture.height - size.height + 1),
    left: random.integer(picture.width - size.width + 1),
    ...size,
  };
}

function largestWithin({ height, width }: Extent, [narrowest, widest]: Interval): Extent {
  if (width / height < narrowest) return { width, height: atLeastOne(width / narrowest) };
  if (width / height > widest) return { height, width: atLeastOne(height * widest) };
  return { height, width };
}

function atLeastOne(size: number): number {
  return Math.max(1, Math.round(size));
}

function centred(size: Extent, picture: Extent): Rectangle {
  return {
    top: Math.floor((picture.height - size.height) / 2),
    left: Math.floor((picture.width - size.width) / 2),
    ...size,
  };
}
