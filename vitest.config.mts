import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // For tests that load ONNX Runtime in processes of their own; the product does it by itself.
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
});
