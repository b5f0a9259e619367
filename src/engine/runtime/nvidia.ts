// What the NVIDIA driver shows without being loaded; Linux alone shows it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** In the Linux of Windows (WSL) the driver is Windows' own, and lies here. */
const FILES = ['/proc/driver/nvidia/version', '/usr/lib/wsl/lib/libcuda.so.1'];
const CARDS = '/proc/driver/nvidia/gpus';

/** Whether the driver of an NVIDIA graphics card is loaded. */
export const hasNvidiaDriver = (): boolean => FILES.some((file) => existsSync(file));

/** The release of that driver, such as 580; nothing where it is not shown. */
export function nvidiaDriverRelease(file = FILES[0]): number | undefined {
  try {
    const release = /^NVRM version:.*?\s(\d{3,})\.\d+/m.exec(readFileSync(file, 'utf8'))?.[1];
    return release === undefined ? undefined : Number(release);
  } catch {
    return undefined;
  }
}

/** The card's own name; nothing where none is shown, or cards of several kinds. */
export function nvidiaCard(folder = CARDS): string | undefined {
  try {
    const models = readdirSync(folder).map(
      (card) =>
        /^Model:\s*(.+?)\s*$/m.exec(readFileSync(`${folder}/${card}/information`, 'utf8'))?.[1],
    );
    return new Set(models).size === 1 ? models[0] : undefined;
  } catch {
    return undefined;
  }
}
