import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,webview}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // For tests that load ONNX Runtime in processes of their own; the product does it by itself.
          env: { ORT_DISABLE_TELEMETRY: '1' },
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/workbench/**/*.test.ts', 'test/host/**/*.test.ts'],
          // A window starts a server, a browser and trainings, and some machines are slow.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
