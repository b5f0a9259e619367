// Entry of `npm run package`: the VSIX of this platform, or of the one that is named.
import { installWorkbench } from '../test/workbench/install';
import { LARGEST, packExtension } from './pack';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(target = `${process.platform}-${process.arch}`): Promise<void> {
  const { file, bytes, entries, output } = await packExtension(await installWorkbench(say), target);
  say(output.trim());
  const megabytes = (count: number): string => `${(count / 1e6).toFixed(1)} MB`;
  say(`${file}: ${entries.length} files, ${megabytes(bytes)} of ${megabytes(LARGEST)} allowed`);
  if (bytes > LARGEST) throw new Error(`${file} is too large.`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
