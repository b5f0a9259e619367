// Decoded images in memory: uint8, rows of interleaved channels.

export interface ImagePixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** height × width × channels. */
  readonly data: Uint8Array;
}

/**
 * Red, green, blue, alpha (uint8) laid on white, as a page would show them; with `channels` 1 the
 * red channel alone, for images that are known to be grey.
 */
export function onWhite(
  rgba: ArrayLike<number>,
  width: number,
  height: number,
  channels: 1 | 3,
): ImagePixels {
  const data = new Uint8Array(width * height * channels);
  for (let pixel = 0, at = 0; at < data.length; pixel += 4) {
    const alpha = rgba[pixel + 3];
    for (let channel = 0; channel < channels; channel++) {
      data[at++] = Math.round(blendOnWhite(rgba[pixel + channel], alpha));
    }
  }
  return { width, height, channels, data };
}

/** `value` at opacity `alpha` over 255; all three in 0 … 255. */
export function blendOnWhite(value: number, alpha: number): number {
  return alpha === 255 ? value : (value * alpha + 255 * (255 - alpha)) / 255;
}

/** Grey by the luma weights of ITU-R BT.601, or colour with three equal channels. */
export function withChannels(image: ImagePixels, channels: 1 | 3): ImagePixels {
  if (image.channels === channels) return image;
  const data = new Uint8Array(image.width * image.height * channels);
  if (channels === 3) {
    for (let i = 0; i < data.length; i++) data[i] = image.data[Math.floor(i / 3)];
  } else {
    for (let i = 0, j = 0; i < data.length; i++, j += 3) {
      const [red, green, blue] = [image.data[j], image.data[j + 1], image.data[j + 2]];
      data[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }
  }
  return { ...image, channels, data };
}
