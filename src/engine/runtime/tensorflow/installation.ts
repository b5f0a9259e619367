// Where an installed TensorFlow lies, and which one is taken. A folder is an installation once its
// `installation.json` says so, which set-up writes last of all; whatever else lies there is none.
//
//   <root>/tensorflow/<version>-<cpu|gpu>/
//     lib/                  libtensorflow and its framework
//     addon/                tfjs_binding.node, which finds ../lib
//     nvidia/<name>/lib/    CUDA's libraries, for a graphics card
//     installation.json
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

export type TensorFlowVariant = 'cpu' | 'gpu';

export interface TensorFlowInstallation {
  readonly folder: string;
  /** 2.20.0 */
  readonly version: string;
  readonly variant: TensorFlowVariant;
  /** File of the addon that loads it. */
  readonly addon: string;
}

/** The file that makes a folder an installation. */
export const INSTALLATION_FILE = 'installation.json';
/** Inside an installation's folder. */
export const ADDON_FILE = 'addon/tfjs_binding.node';

export const installationSchema = v.object({
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  variant: v.picklist(['cpu', 'gpu']),
  /** Paths inside the folder, with `/`, and the bytes of each. */
  files: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export type InstallationRecord = v.InferOutput<typeof installationSchema>;

/** What runtimes are set up in: NEGATIVE_SPACE_RUNTIMES, else a folder of the person's cache. */
export const runtimesFolder = (): string =>
  process.env.NEGATIVE_SPACE_RUNTIMES ?? join(homedir(), '.cache', 'negative-space', 'runtimes');

/** Holds a folder for each version and variant. */
export const tensorFlowFolder = (root = runtimesFolder()): string => join(root, 'tensorflow');

/** Whether the driver of an NVIDIA graphics card is loaded; Linux alone tells. */
export const hasNvidiaDriver = (): boolean => existsSync('/proc/driver/nvidia/version');

/** The installation to take: for the graphics card where there is one, then the newest. */
export function findTensorFlow(root = runtimesFolder()): TensorFlowInstallation | undefined {
  const preferred: TensorFlowVariant = hasNvidiaDriver() ? 'gpu' : 'cpu';
  const rank = ({ variant }: TensorFlowInstallation): number => Number(variant === preferred);
  const found = installedTensorFlows(root);
  found.sort((a, b) => rank(b) - rank(a) || compareVersions(b.version, a.version));
  return found.at(0);
}

/** Every whole installation. */
export function installedTensorFlows(root = runtimesFolder()): TensorFlowInstallation[] {
  const parent = tensorFlowFolder(root);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => readInstallation(join(parent, name)) ?? []);
}

/** Nothing where the folder is no installation, or where a file of it is missing or cut. */
export function readInstallation(folder: string): TensorFlowInstallation | undefined {
  const record = readRecord(join(folder, INSTALLATION_FILE));
  if (!record || !(ADDON_FILE in record.files)) return undefined;
  const whole = Object.entries(record.files).every(
    ([file, size]) => statSync(join(folder, file), { throwIfNoEntry: false })?.size === size,
  );
  if (!whole) return undefined;
  const { version, variant } = record;
  return { folder, version, variant, addon: join(folder, ADDON_FILE) };
}

function readRecord(file: string): InstallationRecord | undefined {
  try {
    return v.parse(installationSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Below 0 where `a` is the older one. */
const compareVersions = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true });
