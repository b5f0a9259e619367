// What a test needs of the machine and may not find: a browser, a graphics driver, a platform.

/**
 * Gives the reason back, for a test that is skipped with it. Where NEGATIVE_SPACE_NO_SKIP is set, as
 * in continuous integration, nothing may be skipped for want of something.
 * @throws an Error with the reason there.
 */
export function mayBeMissing(reason: string | undefined): string | undefined {
  if (reason !== undefined && process.env.NEGATIVE_SPACE_NO_SKIP)
    throw new Error(`nothing may be skipped here, but ${reason}`);
  return reason;
}
