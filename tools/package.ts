// Entry of `npm run package`: the VSIX of this platform, of those that are named, or of `all`.
import { installWorkbench } from '../test/workbench/install';
import { LARGEST, megabytes, packExtension } from './pack';
import { TARGETS } from './package-targets';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(named: readonly string[]): Promise<void> {
  const runtime = await installWorkbench(say);
  const targets = named.includes('all') ? TARGETS : named;
  for (const target of targets.length > 0 ? targets : [`${process.platform}-${process.arch}`]) {
    const { file, bytes, entries, output } = await packExtension(runtime, target);
    say(output.trim());
    say(`${file}: ${entries.length} files, ${megabytes(bytes)} of ${megabytes(LARGEST)} allowed`);
    if (bytes > LARGEST) throw new Error(`${file} is too large.`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
