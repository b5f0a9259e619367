// What the tests inside the extension host say to those outside.
export interface CheckResult {
  readonly name: string;
  readonly note?: string | undefined;
  /** Undefined where the check held. */
  readonly failure?: string;
}
