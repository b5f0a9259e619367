// Screen readers hear the reasons of a pair that comes into focus, once the walk rests on it.
import { useEffect } from 'preact/hooks';
import type { NegativeReport } from '../../../protocol/run-view';
import { announce } from '../../shared/announce';

/** Milliseconds; the list's own words on a card come first. */
const REST = 300;

export function useSpokenReasons(anchor: number, negative: NegativeReport): void {
  const { rank, reasons, probability } = negative;
  // Some reasons come with the probability: all are spoken together then.
  const known = probability !== undefined;
  useEffect(() => {
    if (!known) return undefined;
    const timer = setTimeout(() => {
      announce(reasons.map(({ sentence }) => sentence).join('. '), { topic: 'reasons' });
    }, REST);
    return () => {
      clearTimeout(timer);
    };
    // A new epoch ranks anew without anybody's doing: it is not spoken.
  }, [anchor, rank, known]);
}
