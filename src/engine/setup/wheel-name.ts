// Names of wheels: <distribution>-<version>(-<build>)-<python>-<abi>-<platforms>.whl, and which of
// them fit a machine. No Python runs them: only their libraries are taken, so that one Python's tag
// stands for all.

export interface WheelName {
  /** Normalised: small letters, `-`. */
  readonly distribution: string;
  readonly version: string;
  readonly python: string;
  readonly platforms: readonly string[];
}

export interface Machine {
  /** In the words of wheels: x86_64, aarch64 */
  readonly architecture: string;
  /** The minor version of glibc 2. */
  readonly glibc: number;
}

/** Python of the wheels that are taken; every TensorFlow from 2.12 to 2.21 is made for it. */
export const PYTHON = '3.11';
const PYTHON_TAGS = ['cp311', 'py3'];

/** manylinux's names from before it named glibc (PEP 513, 571, 599). */
const OLD_NAMES: Readonly<Record<string, number>> = {
  manylinux1: 5,
  manylinux2010: 12,
  manylinux2014: 17,
};

/** PEP 503 */
export const normalisedName = (name: string): string =>
  name.toLowerCase().replaceAll(/[-_.]+/g, '-');

export function parseWheelName(file: string): WheelName | undefined {
  const parts = /^(.+)\.whl$/.exec(file)?.[1].split('-') ?? [];
  if (parts.length !== 5 && parts.length !== 6) return undefined;
  const [python, , platforms] = parts.slice(-3);
  const distribution = normalisedName(parts[0]);
  return { distribution, version: parts[1], python, platforms: platforms.split('.') };
}

export const fitsMachine = ({ python, platforms }: WheelName, machine: Machine): boolean =>
  python.split('.').some((tag) => PYTHON_TAGS.includes(tag)) &&
  platforms.some((platform) => platformsOf(machine).includes(platform));

/** Every platform tag whose wheels run on the machine, the most recent first. */
export function platformsOf({ architecture, glibc }: Machine): string[] {
  const numbered = Array.from({ length: glibc - 4 }, (_, i) => `manylinux_2_${glibc - i}`);
  const old = Object.keys(OLD_NAMES).filter((name) => OLD_NAMES[name] <= glibc);
  return [...numbered, ...old.reverse()].map((name) => `${name}_${architecture}`);
}
