// The operations' table on TensorFlow, where it is set up; each leaves nothing on the device.
import { describe, expect, it } from 'vitest';
import { openTensorFlow } from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { tensorFlowForTests } from '../../tensorflow';
import { compositionCases } from './cases/compositions';
import { operationCases } from './cases/operations';
import { checkCase } from './check-case';

const installation = await tensorFlowForTests();

describe.skipIf(!installation)('TensorFlow', async () => {
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
