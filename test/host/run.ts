// Entry of the tests inside the extension host (`extensionTestsPath`): runs the checks that the
// variable NEGATIVE_SPACE_CHECKS names, and writes what came of each to NEGATIVE_SPACE_REPORT.
import { renameSync, writeFileSync } from 'node:fs';
import { checksOfActivation, checksWithoutTrust, type Check } from './checks';
import type { CheckResult } from './result';

const groups: Readonly<Record<string, readonly Check[]>> = {
  activation: checksOfActivation,
  untrusted: checksWithoutTrust,
};

/** Called by VS Code. */
export async function run(): Promise<void> {
  const { NEGATIVE_SPACE_CHECKS = '', NEGATIVE_SPACE_REPORT = '' } = process.env;
  const results: CheckResult[] = [];
  for (const check of groups[NEGATIVE_SPACE_CHECKS]) results.push(await resultOf(check));
  // Whole or not at all: whoever waits for it reads at once.
  writeFileSync(`${NEGATIVE_SPACE_REPORT}.part`, JSON.stringify(results));
  renameSync(`${NEGATIVE_SPACE_REPORT}.part`, NEGATIVE_SPACE_REPORT);
}

async function resultOf(check: Check): Promise<CheckResult> {
  const { name } = check;
  try {
    return { name, note: await check.run() };
  } catch (error) {
    return { name, failure: error instanceof Error ? error.message : String(error) };
  }
}
