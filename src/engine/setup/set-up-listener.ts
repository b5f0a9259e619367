// What a set-up says while it works.

export interface SetUpProgress {
  /** What is being done: `downloading tensorflow-cpu 2.20.0`. */
  readonly task: string;
  /** Bytes. */
  readonly done: number;
  /** Bytes; 0 where it is not known yet. */
  readonly total: number;
}

export interface SetUpListener {
  progress(progress: SetUpProgress): void;
  /** A sentence for a person: a step that begins or ended. */
  say(sentence: string): void;
}
