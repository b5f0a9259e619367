// An effect on signals that runs at once when they change, not after the next paint: for the focus,
// and for what must be right in the very next frame.
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** For a component's life. `work` may read signals, but nothing else that changes. */
export function useStateEffect(work: () => void): void {
  useEffect(() => effect(work), []);
}
