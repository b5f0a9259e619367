// The operations' table on TensorFlow, where it is set up; each leaves nothing on the device.
import { describe, expect, it } from 'vitest';
import { findTensorFlow } from '../../../src/engine/runtime/tensorflow/installation';
import { openTensorFlow } from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { mayBeMissing } from '../../missing';
import { compositionCases } from './cases/compositions';
import { operationCases } from './cases/operations';
import { checkCase } from './check-case';

const installation = findTensorFlow();
const absence = mayBeMissing(installation ? undefined : 'TensorFlow is not set up');

describe.skipIf(absence)(`TensorFlow${absence ? ` (skipped: ${absence})` : ''}`, async () => {
  const runtime = installation && (await openTensorFlow(installation, { threads: 1 }));

  const table = Object.entries({ ...operationCases, ...compositionCases });
  describe.each(table)('%s', (_, cases) => {
    it.each(cases)('$title', async (row) => {
      const before = runtime!.tensorCount;
      await checkCase(runtime!, row, 1e-5);
      expect(runtime!.tensorCount).toBe(before);
    });
  });
});
