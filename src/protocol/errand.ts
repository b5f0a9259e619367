// Between the extension and the child process that makes the sample workspace, looks at the hardware,
// or sets a runtime up: work that is done once, at a person's command.

/** What can be set up beside the product. */
export const settableRuntimeNames = ['tensorflow', 'cuda'] as const;
export type SettableRuntimeName = (typeof settableRuntimeNames)[number];

interface Which {
  readonly runtime: SettableRuntimeName;
}

export interface ErrandRequests {
  /** Makes the herbarium in a folder that must not hold anything yet. */
  create(params: { readonly folder: string }): boolean;
  /** What the machine can train on, and why not the rest: lines for the log. */
  hardware(params: Record<string, never>): readonly string[];
  /** Sets it up, TensorFlow for an NVIDIA graphics card where one is there; gives what it came to. */
  setUp(params: Which): readonly string[];
  /** Removes what a set-up that was aborted has brought so far; without it the next one goes on from there. */
  discardSetUp(params: Which): boolean;
  /** Removes every version of it; gives how many bytes are free again. */
  removeSetUp(params: Which): { readonly freed: number };
}

export interface ErrandEvents {
  drawn: { readonly done: number; readonly total: number };
  /** Bytes; a total of 0 is not known yet. */
  broughtIn: { readonly task: string; readonly done: number; readonly total: number };
  /** A sentence about the step that begins. */
  said: { readonly sentence: string };
}
