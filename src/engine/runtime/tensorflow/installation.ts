// Where an installed TensorFlow lies, and which one is taken.
//
//   <root>/tensorflow/<version>-<cpu|gpu>/
//     lib/                  libtensorflow and its framework
//     addon/                tfjs_binding.node, which finds ../lib
//     nvidia/<name>/lib/    CUDA's libraries, for a graphics card
//     installation.json
import { join } from 'node:path';
import * as v from 'valibot';
import { foldersBelow, readRecord, recordEntries, runtimesFolder } from '../installation';
import { hasNvidiaDriver } from '../nvidia';

export type TensorFlowVariant = 'cpu' | 'gpu';

export interface TensorFlowInstallation {
  readonly folder: string;
  /** 2.20.0 */
  readonly version: string;
  readonly variant: TensorFlowVariant;
  /** File of the addon that loads it. */
  readonly addon: string;
}

/** Inside an installation's folder. */
export const ADDON_FILE = 'addon/tfjs_binding.node';

const installationSchema = v.object({ ...recordEntries, variant: v.picklist(['cpu', 'gpu']) });

export type TensorFlowRecord = v.InferOutput<typeof installationSchema>;

/** Holds a folder for each version and variant. */
export const tensorFlowFolder = (root = runtimesFolder()): string => join(root, 'tensorflow');

/** The installation to take: for the graphics card where there is one, then the newest. */
export function findTensorFlow(root = runtimesFolder()): TensorFlowInstallation | undefined {
  const preferred: TensorFlowVariant = hasNvidiaDriver() ? 'gpu' : 'cpu';
  const rank = ({ variant }: TensorFlowInstallation): number => Number(variant === preferred);
  const found = installedTensorFlows(root);
  found.sort((a, b) => rank(b) - rank(a) || compareVersions(b.version, a.version));
  return found.at(0);
}

/** Every whole installation. */
export const installedTensorFlows = (root = runtimesFolder()): TensorFlowInstallation[] =>
  foldersBelow(tensorFlowFolder(root)).flatMap((folder) => readInstallation(folder) ?? []);

/** Nothing where the folder is no installation, or where a file of it is missing or cut. */
export function readInstallation(folder: string): TensorFlowInstallation | undefined {
  const record = readRecord(folder, installationSchema);
  if (!record || !(ADDON_FILE in record.files)) return undefined;
  const { version, variant } = record;
  return { folder, version, variant, addon: join(folder, ADDON_FILE) };
}

/** Below 0 where `a` is the older one. */
const compareVersions = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true });
