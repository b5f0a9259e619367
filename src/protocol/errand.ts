// Between the extension and the child process that makes the sample workspace, or looks at the
// hardware: work that is done once, at a person's command.

export interface ErrandRequests {
  /** Makes the herbarium in a folder that must not hold anything yet. */
  create(params: { readonly folder: string }): boolean;
  /** What the machine can train on, and why not the rest: lines for the log. */
  hardware(params: Record<string, never>): readonly string[];
}

export interface ErrandEvents {
  drawn: { readonly done: number; readonly total: number };
}
