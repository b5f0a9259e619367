// The run panel in a browser with an anchor chosen, and a hand on what the host answers.
import type { AnchorReport } from '../../src/protocol/run-view';
import type { Harness, OpenOptions, OpenView } from './harness/harness';

/** In the page: reports as they came, answers held back, and reports changed on their way. */
interface Replies {
  readonly reports: AnchorReport[];
  /** While true, answers wait. */
  hold: boolean;
  readonly held: unknown[];
  /** Laid over each report of an anchor. */
  changes: Partial<AnchorReport>;
  /** As where a run stored no views. */
  withoutViews: boolean;
  /** A sentence: reports fail with it. */
  failure: string | undefined;
  /** Rows whose pictures cannot be read. */
  unreadable: readonly number[];
  release(): void;
}

declare global {
  interface Window {
    replies: Replies;
  }
}

export interface Place {
  readonly anchor?: number;
  readonly rank?: number;
  readonly replies?: Partial<Pick<Replies, 'changes' | 'withoutViews' | 'failure' | 'unreadable'>>;
}

/** Opens the panel at a place as it finds it again after a reload of the window. */
export async function openAt(
  harness: Harness,
  { anchor, rank = 1, replies = {} }: Place,
  options: OpenOptions = {},
): Promise<OpenView> {
  const page = await harness.open(options);
  await page.locator('.inspector').waitFor();
  await page.waitForFunction(() => sessionStorage.getItem('kept state') !== null);
  await page.addInitScript(between, replies);
  await page.evaluate(
    (place) => {
      const kept = JSON.parse(sessionStorage.getItem('kept state') ?? '{}') as object;
      sessionStorage.setItem('kept state', JSON.stringify({ ...kept, ...place }));
    },
    { anchor, rank },
  );
  await page.reload();
  if (anchor !== undefined && replies.failure === undefined)
    await page.getByRole('listbox').getByRole('option').first().waitFor();
  return page;
}

/** Runs in the page before its scripts: stands between the host and the view. */
function between(given: NonNullable<Place['replies']>): void {
  const post = window.postMessage.bind(window);
  const deliver = (message: unknown): void => {
    post(message, '*');
  };
  const replies: Replies = {
    reports: [],
    hold: false,
    held: [],
    changes: {},
    withoutViews: false,
    failure: undefined,
    unreadable: [],
    ...given,
    release() {
      this.hold = false;
      this.held.splice(0).forEach(deliver);
    },
  };
  window.replies = replies;
  const isReport = (value: unknown): value is AnchorReport =>
    typeof value === 'object' && value !== null && 'negativesCount' in value;
  const changed = (message: { id: number; value?: unknown }): unknown => {
    const { value } = message;
    if (isReport(value)) {
      const { viewCosine = NaN, ...rest } = value;
      const views = replies.withoutViews ? {} : { viewCosine };
      const report = { ...rest, ...views, ...replies.changes };
      replies.reports.push(report);
      if (replies.failure === undefined) return { ...message, value: report };
      const failure = { message: replies.failure, code: 'input' };
      return { kind: 'failure', id: message.id, failure };
    }
    if (Array.isArray(value))
      for (const each of value as { index?: number; pixels?: Uint8ClampedArray }[])
        if (each.index !== undefined && replies.unreadable.includes(each.index))
          each.pixels = new Uint8ClampedArray();
    return message;
  };
  window.postMessage = (message: unknown) => {
    const sent = changed(message as { id: number; value?: unknown });
    if (replies.hold) replies.held.push(sent);
    else deliver(sent);
  };
}

/** The last report that the view got. */
export async function lastReport(page: OpenView): Promise<AnchorReport> {
  const report = await page.evaluate(() => window.replies.reports.at(-1));
  if (!report) throw new Error('no report came');
  return report;
}

/** How often the view asked for something. */
export const timesAsked = (page: OpenView, name: string): Promise<number> =>
  page.evaluate((wanted) => window.fakeHost.asked.filter((each) => each === wanted).length, name);
