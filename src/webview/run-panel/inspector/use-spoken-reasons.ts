// Screen readers hear the reasons of a pair that comes into focus, once the walk rests on it.
import { useEffect } from 'preact/hooks';
import type { NegativeReport } from '../../../protocol/run-view';
import { announce } from '../../shared/announce';

/** Milliseconds; the list's own words on a card come first. */
const REST = 300;

export function useSpokenReasons(anchor: number, { rank, reasons }: NegativeReport): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      announce(reasons.map(({ sentence }) => sentence).join('. '), { topic: 'reasons' });
    }, REST);
    return () => {
      clearTimeout(timer);
    };
    // A new epoch ranks anew without anybody's doing: it is not spoken.
  }, [anchor, rank]);
}
