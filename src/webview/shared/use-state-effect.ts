// An effect on signals that runs at once when they change, not after the next paint: for the focus,
// and for what must be right in the very next frame or before the next key.
import { effect } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** For a component's life. `work` may read signals, but nothing else that changes. */
export function useStateEffect(work: () => void): void {
  useLayoutEffect(() => effect(work), []);
}
