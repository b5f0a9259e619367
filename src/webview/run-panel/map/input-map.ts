// The map of the samples themselves, beside that of the encoder: between both one sees what training did.
import { hasPictures } from '../pictures';
import * as state from '../state';

/** What such a map shows. */
export const inputWords = (): string => (hasPictures() ? 'the pixels' : 'the raw values');

export function toggleInput(): void {
  state.mapOf.value = state.mapOf.value === 'input' ? 'encoder' : 'input';
}
