// What is known of data before it is opened: enough to write a config for it.

export interface Survey {
  readonly kind: 'image' | 'vector';
  /** Pixels of the shorter side of most images, or numbers of a vector; undefined where it was not looked up. */
  readonly size?: number;
  /** Every image that was looked at is gray. */
  readonly gray?: boolean;
  /** Samples; undefined where they are more than were counted. */
  readonly count?: number;
  readonly classes?: number;
  /** In words, for a comment: what the samples are. */
  readonly samples: string;
  /** In words: where their labels come from; absent where there are none. */
  readonly labels?: string;
  /** Absolute paths. */
  readonly train: string;
  readonly test?: string;
  readonly labelFile?: string;
  /** Names of columns that are not the usual ones. */
  readonly columns?: Readonly<Record<string, string>>;
  /** What a mirrored image shows is another thing: digits, letters. */
  readonly handed?: boolean;
}
