// What the pool asks of a decode worker and what it answers. Both ends are the same build.

/** An image as it is found: a file, the bytes of one, or pixels that only need another shape. */
export type ImageSource =
  | { readonly file: string }
  | { readonly bytes: Uint8Array }
  | {
      readonly pixels: Uint8Array;
      readonly height: number;
      readonly width: number;
      readonly channels: 1 | 3;
    };

/** [height, width, channels]. */
export type ImageShape = readonly [height: number, width: number, channels: 1 | 3];

/** What must be known of every image before a common shape is chosen. Sides are those seen upright. */
export interface ImageFacts {
  readonly height: number;
  readonly width: number;
  readonly grey: boolean;
}

/** `problem`: why the image cannot be used, as a sentence. */
export interface Problem {
  readonly problem: string;
}

export type DecodeJob =
  | { readonly kind: 'probe'; readonly images: readonly ImageSource[] }
  | {
      readonly kind: 'decode';
      readonly images: readonly ImageSource[];
      readonly shape: ImageShape;
    };

export interface ProbeReply {
  readonly facts: readonly (ImageFacts | Problem)[];
}

/** Images one after the other; the room of an image with a problem is left zero. */
export interface DecodeReply {
  readonly pixels: Uint8Array;
  readonly problems: readonly (string | undefined)[];
}

export type DecodeAnswer = { readonly ok: ProbeReply | DecodeReply } | { readonly defect: string };
