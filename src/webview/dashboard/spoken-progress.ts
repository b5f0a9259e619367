// Progress of live runs for screen readers, at most every ten seconds.
import { announce } from '../shared/announce';
import { useStateEffect } from '../shared/use-state-effect';
import { bestOf, progressOf } from './run-facts';
import { snapshot } from './state';

export function useSpokenProgress(): void {
  useStateEffect(() => {
    const live = (snapshot.value?.runs ?? []).filter(({ state }) => state === 'training');
    if (live.length === 0) return;
    const sentences = live.map((run) => {
      const epoch = `epoch ${run.epochsDone} of ${run.epochs}`;
      return [run.name, epoch, bestOf(run), progressOf(run)].filter(Boolean).join(', ');
    });
    announce(sentences.join('. '), { topic: 'progress', every: 10_000 });
  });
}
