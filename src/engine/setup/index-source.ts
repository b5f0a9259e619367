// Wheels from an index's simple API, for machines without pip.
import { join } from 'node:path';
import { InputError } from '../input-error';
import { download, type DownloadOptions } from './download';
import { compareReleases, requirementText, satisfies, type Requirement } from './requirement';
import { filesOf, type IndexedFile } from './simple-index';
import { fitsMachine, parseWheelName, type Machine } from './wheel-name';
import type { WheelSource } from './wheel-source';

export class IndexSource implements WheelSource {
  readonly checks = 'the SHA-256 that it publishes is checked';

  constructor(
    private readonly index: URL,
    private readonly machine: Machine,
  ) {}

  get name(): string {
    return `the package index ${this.index.host}`;
  }

  async bring(requirement: Requirement, folder: string, options: DownloadOptions): Promise<string> {
    const files = await filesOf(this.index, requirement.name, options.signal);
    const chosen = this.newest(files, requirement);
    if (!chosen)
      throw new InputError(
        `${this.name} has no ${requirementText(requirement)} for this machine: name another index with --index, or of TensorFlow another --version`,
      );
    const file = join(folder, chosen.name);
    await download(chosen, file, options);
    return file;
  }

  private newest(
    files: readonly IndexedFile[],
    { specifier }: Requirement,
  ): IndexedFile | undefined {
    const fitting = files.flatMap((file) => {
      const name = parseWheelName(file.name);
      if (!name || !fitsMachine(name, this.machine)) return [];
      return satisfies(name.version, specifier) ? [{ file, version: name.version }] : [];
    });
    return fitting.sort((a, b) => compareReleases(b.version, a.version)).at(0)?.file;
  }
}
