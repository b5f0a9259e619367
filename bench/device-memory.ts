// How much of the graphics cards' memory is in use, by whomever, where the system says it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const CARDS = '/sys/class/drm';

/** Bytes, of all cards together; undefined where neither NVIDIA's tool nor AMD's driver tells. */
export function usedDeviceMemory(): number | undefined {
  const told = [...ofNvidia(), ...ofAmd()];
  return told.length > 0 ? told.reduce((sum, bytes) => sum + bytes) : undefined;
}

function ofNvidia(): number[] {
  const query = ['--query-gpu=memory.used', '--format=csv,noheader,nounits'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8' });
  if (status !== 0) return [];
  return stdout
    .trim()
    .split('\n')
    .map((mebibytes) => Number(mebibytes) * 2 ** 20);
}

function ofAmd(): number[] {
  if (!existsSync(CARDS)) return [];
  const files = readdirSync(CARDS).map((card) => `${CARDS}/${card}/device/mem_info_vram_used`);
  // A card's outputs lie beside it and lead to the same device.
  return files
    .filter((file) => /card\d+\/device/.test(file) && existsSync(file))
    .map((file) => Number(readFileSync(file, 'utf8')));
}
