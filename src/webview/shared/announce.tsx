// What screen readers are told without being asked: politely, and not faster than can be heard.
import { signal } from '@preact/signals';
import type { JSX } from 'preact';

const said = signal('');
const last = new Map<string, number>();

/**
 * Says a sentence. `topic` limits the rate: of one topic at most one sentence in `every`
 * milliseconds is said, others are dropped.
 */
export function announce(
  sentence: string,
  { topic = '', every = 0 }: { readonly topic?: string; readonly every?: number } = {},
): void {
  const now = performance.now();
  const before = last.get(topic);
  if (before !== undefined && now - before < every) return;
  last.set(topic, now);
  // The same sentence twice is a change only if the text differs. Effects announce as well: they
  // must not come to depend on what was said.
  said.value = said.peek() === sentence ? `${sentence}\u00a0` : sentence;
}

/** One for each view. */
export function LiveRegion(): JSX.Element {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {said.value}
    </div>
  );
}
