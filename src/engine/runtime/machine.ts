// What the worth of runtimes on this machine depends on. Where any of it changes they are tried anew.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { release } from 'node:os';
import path from 'node:path';
import { version } from '../../../package.json';
import { findCuda } from './cuda/installation';
import * as ort from './library';
import { processor } from './processor';
import { findTensorFlow } from './tensorflow/installation';

/** Names and values; made without loading any driver. */
export function machineFacts(): Readonly<Record<string, string>> {
  const { model, cores } = processor();
  const tensorFlow = findTensorFlow();
  return {
    product: version,
    onnxRuntime: `${ort.libraryVersion}${ort.isWebAssembly ? ' as WebAssembly' : ''}`,
    cuda: findCuda()?.version ?? 'none',
    tensorFlow: tensorFlow ? `${tensorFlow.version}-${tensorFlow.variant}` : 'none',
    system: `${process.platform} ${process.arch} ${release()}`,
    processor: `${model}, ${cores}`,
    graphics: graphicsFacts().join('; '),
  };
}

const driverFolders = [
  '/etc/vulkan/icd.d',
  '/usr/share/vulkan/icd.d',
  '/usr/local/share/vulkan/icd.d',
];

/** Cards and Vulkan drivers; Linux alone shows them as files. */
function graphicsFacts(): string[] {
  if (process.platform !== 'linux') return [];
  const { VK_ICD_FILENAMES: named, VK_DRIVER_FILES: newer } = process.env;
  const files = driverFolders.flatMap((folder) =>
    entries(folder).map((name) => path.join(folder, name)),
  );
  const cards = entries('/sys/class/drm').filter((name) => /^card\d+$/.test(name));
  return [
    ...[named, newer].filter((value) => value !== undefined),
    ...[...files, '/usr/lib/x86_64-linux-gnu/libvulkan.so.1'].map(stamp),
    ...cards.map((card) => cardOf(`/sys/class/drm/${card}/device`)),
    firstLine('/proc/driver/nvidia/version'),
  ].filter((fact) => fact !== '');
}

const entries = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};

/** A file that was replaced is another one. */
function stamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${file} ${found.size} ${Math.round(found.mtimeMs)}` : '';
}

const cardOf = (folder: string): string =>
  `${firstLine(`${folder}/vendor`)}:${firstLine(`${folder}/device`)}`;

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0].trim();
  } catch {
    return '';
  }
}
