// Where ONNX Runtime puts the nodes of a model that it opens on WebGPU.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { probe } from './probe';

export interface NodePlacement {
  /** Nodes on the graphics card. */
  readonly onDevice: number;
  /** Names of operations, one for each node that was left to the CPU. */
  readonly onHost: readonly string[];
}

/** The library tells it in the log of a process alone. */
export async function nodePlacement(model: Uint8Array): Promise<NodePlacement> {
  const folder = await mkdtemp(path.join(tmpdir(), 'placement-'));
  try {
    const file = path.join(folder, 'model.onnx');
    await writeFile(file, model);
    return placementIn((await probe({ name: 'webgpu', place: file })).log);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of the log that ONNX Runtime writes when it opens a session, at its most verbose. */
export function placementIn(log: string): NodePlacement {
  const onHost: string[] = [];
  let onDevice = 0;
  let provider = '';
  for (const line of log.split('\n')) {
    const placed = /(All nodes|Node\(s\)) placed on \[(\w+)\]\. Number of nodes: (\d+)/.exec(line);
    if (placed) {
      provider = placed[2];
      const count = Number(placed[3]);
      if (provider === 'WebGpuExecutionProvider') onDevice += count;
      // Where all are on one provider they are not named.
      else if (placed[1] === 'All nodes') onHost.push(...Array<string>(count).fill('unnamed'));
    }
    const operation = /AssignedToAnEp\]\s+(\w+) \(/.exec(line)?.[1];
    if (provider === 'CPUExecutionProvider' && operation !== undefined) onHost.push(operation);
  }
  return { onDevice, onHost };
}

/** `3 GatherElements, Cast`: three of the one and one of the other. */
export function operationWords(operations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of operations) counts.set(name, (counts.get(name) ?? 0) + 1);
  const words = [...counts].map(([name, count]) => (count === 1 ? name : `${count} ${name}`));
  return words.sort().join(', ');
}
