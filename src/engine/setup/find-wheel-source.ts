// Finds out where wheels can come from: the machine's pip where there is one, else an index.
import { join } from 'node:path';
import { InputError } from '../input-error';
import type { DownloadOptions } from './download';
import { IndexSource } from './index-source';
import { downloadByPip, findPip, type Pip } from './pip';
import type { Requirement } from './requirement';
import type { Machine } from './wheel-name';
import type { WheelSource } from './wheel-source';

/**
 * @param title what is to be brought, as people call it.
 * @param index what was asked for on the command line.
 * @throws InputError where there is neither a pip nor the address of an index.
 */
export async function findWheelSource(
  title: string,
  machine: Machine,
  index: string | undefined,
): Promise<WheelSource> {
  const pip = await findPip();
  if (pip) return new PipSource(pip, machine, index);
  const address = index ?? process.env.PIP_INDEX_URL;
  if (!address)
    throw new InputError(
      `there is no pip on the PATH to bring ${title} with: install pip, or name a Python package index with --index URL or the variable PIP_INDEX_URL`,
    );
  return new IndexSource(indexUrl(address), machine);
}

class PipSource implements WheelSource {
  readonly checks = 'it checks the SHA-256 that the package index publishes';

  constructor(
    private readonly pip: Pip,
    private readonly machine: Machine,
    private readonly index: string | undefined,
  ) {}

  get name(): string {
    return `pip ${this.pip.version}`;
  }

  bring(requirement: Requirement, folder: string, options: DownloadOptions): Promise<string> {
    const { machine, index } = this;
    const workFolder = join(folder, 'pip');
    const wanted = { requirement, machine, workFolder, into: folder, ...(index && { index }) };
    return downloadByPip(this.pip, wanted, options);
  }
}

function indexUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new InputError(
    `"${address}" is no address of a package index: give one such as https://host/simple`,
  );
}
