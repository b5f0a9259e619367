// Which execution provider of ONNX Runtime gets the nodes of a program on WebGPU.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeOnnx } from '../../../src/engine/graph/onnx/model';
import type { Program } from '../../../src/engine/graph/program';

/** Loads a model on WebGPU with the library's log open, where it tells who got which node. */
const loader = `
  const ort = require('onnxruntime-node');
  const options = { executionProviders: ['webgpu'], logSeverityLevel: 0 };
  ort.InferenceSession.create(process.argv[1], options).then(() => process.exit(0));
`;

/** Number of nodes by execution provider. */
export function placements(program: Program): Record<string, number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'placement-'));
  try {
    const file = path.join(folder, 'model.onnx');
    writeFileSync(file, writeOnnx(program));
    const { stderr } = spawnSync(process.execPath, ['-e', loader, file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const lines = stderr.matchAll(/placed on \[(\w+)\]\. Number of nodes: (\d+)/g);
    return Object.fromEntries([...lines].map(([, provider, count]) => [provider, Number(count)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
