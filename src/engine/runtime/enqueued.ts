// A run whose outputs are asked for later, on every runtime.
import type { Executable, Feeds, Outputs, State } from './runtime';

/** `Executable.enqueue`, or a whole run where the runtime has none. */
export async function enqueued(
  executable: Executable,
  feeds: Feeds,
  state?: State,
): Promise<() => Promise<Outputs>> {
  if (executable.enqueue) return executable.enqueue(feeds, state);
  const outputs = await executable.run(feeds, state);
  return () => Promise.resolve(outputs);
}
