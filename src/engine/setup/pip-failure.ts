// What pip complains of, as a sentence that says what to do.

const causes: readonly (readonly [RegExp, (what: string) => string])[] = [
  [
    /DO NOT MATCH THE HASHES/i,
    (what) =>
      `${what} has another SHA-256 than its index publishes, and pip discarded it: run the command again, or name another index with --index`,
  ],
  [
    /NewConnectionError|NameResolutionError|Failed to establish|name resolution|Network is unreachable|ConnectTimeout|ProxyError|SSLError|Connection refused/i,
    (what) =>
      `pip cannot reach its package index to bring ${what}: go online, set pip up for your mirror or proxy, or name an index with --index`,
  ],
  [
    /No space left on device/i,
    (what) => `the disk is full, and ${what} did not fit: make room and try again`,
  ],
  [
    /No matching distribution|Could not find a version/i,
    (what) =>
      `the package index has no ${what} for this machine: name another index with --index, or of TensorFlow another --version`,
  ],
];

/** `what`: the requirement, as pip was given it. */
export function pipFailure(lines: readonly string[], what: string): string {
  for (const [pattern, sentence] of causes) {
    if (lines.some((line) => pattern.test(line))) return sentence(what);
  }
  const last = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return `pip could not bring ${what}: ${last.trim()}`;
}
