// docs/config.md says what the schema says.
import { expect, it } from 'vitest';
import { configReference } from './config-reference';

it('docs/config.md holds every setting with its default, values and sentence', async () => {
  await expect(await configReference()).toMatchFileSnapshot('../../../docs/config.md');
});
