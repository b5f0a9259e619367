// The config file as it is now, asked for once the run is there and whenever the file changes.
import { computed, effect, signal } from '@preact/signals';
import { host } from '../requests';
import { run } from '../state';
import { textDiff } from './text-diff';

/** `undefined`: not known yet. */
export const current = signal<
  { readonly kind: 'there'; readonly text: string } | { readonly kind: 'gone' } | undefined
>(undefined);

/** The run's config before, the file after; undefined where one of them is missing. */
export const difference = computed(() => {
  const ran = run.value?.config;
  const { value: file } = current;
  return ran === undefined || file?.kind !== 'there' ? undefined : textDiff(ran, file.text);
});

/** Lines and settings together. */
export const differing = computed(
  () => (difference.value?.differing ?? 0) + (run.value?.otherSettings.length ?? 0),
);

const known = computed(() => run.value !== undefined);

effect(() => {
  if (!known.value) return undefined;
  void load();
  return host.on('configChanged', () => void load());
});

async function load(): Promise<void> {
  try {
    const text = await host.request('currentConfig', {});
    current.value = text === undefined ? { kind: 'gone' } : { kind: 'there', text };
  } catch {
    current.value = { kind: 'gone' };
  }
}
