// Where wheels come from.
import type { DownloadOptions } from './download';
import type { Requirement } from './requirement';

export interface WheelSource {
  /** For a person: `pip 23.2.1`, `the package index host.example`. */
  readonly name: string;
  /** Who makes sure that the bytes are those published: half a sentence. */
  readonly checks: string;
  /** Gives the file of a whole wheel in the folder; it has its name only once it was checked. */
  bring(requirement: Requirement, folder: string, options: DownloadOptions): Promise<string>;
}
