// ONNX Runtime keeps an event database in the home folder and a log in the temporary one unless its
// telemetry is off. Nothing of the kind may appear.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { builtProgram, ending } from './built-program';

const program = builtProgram();

it('leaves nothing in the home and the temporary folder', async () => {
  const folders = ['home', 'temporary'].map((name) => program.at(name));
  for (const folder of folders) mkdirSync(folder);
  const [home, temporary] = folders;
  const views = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
  writeFileSync(program.at('z.npy'), encodeNpy([8, 3], views));
  const env = {
    ...program.environment,
    ORT_DISABLE_TELEMETRY: undefined,
    HOME: home,
    XDG_CACHE_HOME: home,
    TMPDIR: temporary,
    TEMP: temporary,
  };
  const args = [program.file, 'loss', '--embeddings', program.at('z.npy')];
  const { code } = await ending(spawn(process.execPath, args, { env }));
  expect({ code, left: folders.flatMap((folder) => readdirSync(folder)) }).toEqual({
    code: 0,
    left: [],
  });
});
