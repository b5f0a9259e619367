// What a Python package asks for, as its METADATA says it (PEP 508), and which version satisfies
// that (the part of PEP 440 that released packages use).

export interface Requirement {
  /** nvidia-cublas-cu12 */
  readonly name: string;
  /** `<13.0,>=12.5.3.2`, or nothing for any version. */
  readonly specifier: string;
}

/** As one word of a command line: `nvidia-cublas-cu12<13.0,>=12.5.3.2` */
export const requirementText = ({ name, specifier }: Requirement): string => name + specifier;

/** What METADATA names for all, and under the extras; what it names for some systems alone is left out. */
export function requirementsOf(metadata: string, extras: readonly string[]): Requirement[] {
  return metadata.split(/\r?\n/).flatMap((line) => {
    const [, what, marker = ''] = /^Requires-Dist:\s*([^;]+)(?:;(.*))?$/.exec(line) ?? [];
    const extra = /^\s*extra\s*==\s*["']([^"']+)["']\s*$/.exec(marker)?.[1];
    const holds = extra === undefined ? marker.trim() === '' : extras.includes(extra);
    if (!what || !holds) return [];
    const [, name, specifier] = /^([\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?([^)]*)\)?\s*$/.exec(what) ?? [];
    return name ? [{ name, specifier: specifier.replaceAll(' ', '') }] : [];
  });
}

/** Whether a released version (numbers and dots) satisfies a specifier. */
export const satisfies = (version: string, specifier: string): boolean =>
  isRelease(version) &&
  specifier
    .split(',')
    .filter((clause) => clause !== '')
    .every((clause) => satisfiesClause(version, clause));

/** Below 0 where `a` is the older; missing numbers are 0. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const isRelease = (version: string): boolean => /^\d+(\.\d+)*$/.test(version);

function satisfiesClause(version: string, clause: string): boolean {
  const [, operator = '', wanted = ''] = /^(~=|==|!=|<=|>=|<|>)(.+)$/.exec(clause) ?? [];
  const order = compareReleases(version, wanted.replace('.*', ''));
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '==':
      return wanted.endsWith('.*') ? isBelow(version, wanted.slice(0, -2)) : order === 0;
    case '!=':
      return wanted.endsWith('.*') ? !isBelow(version, wanted.slice(0, -2)) : order !== 0;
    case '~=':
      return order >= 0 && isBelow(version, wanted.split('.').slice(0, -1).join('.'));
    default:
      return false;
  }
}

/** 12.5.3 is below 12.5 and 12. */
const isBelow = (version: string, prefix: string): boolean =>
  `${version}.`.startsWith(`${prefix}.`);
