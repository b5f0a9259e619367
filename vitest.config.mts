import { defineConfig } from 'vitest/config';

/** Some machines are slow, and others have much else to do. */
const patient = { expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patient,
          name: 'unit',
          include: ['test/{unit,webview}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // For tests that load ONNX Runtime in processes of their own; the product does it by itself.
          env: { ORT_DISABLE_TELEMETRY: '1' },
        },
      },
      {
        test: {
          ...patient,
          name: 'window',
          include: ['test/workbench/**/*.test.ts', 'test/host/**/*.test.ts'],
          // A window starts a server, a browser and trainings.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
