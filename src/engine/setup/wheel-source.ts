// Where wheels come from.
import type { DownloadOptions } from './download';
import type { Requirement } from './requirement';

export interface WheelSource {
  /** For a person: `pip 23.2.1`, `the package index host.example`. */
  readonly name: string;
  /** Gives the file of a whole wheel in the folder, whose SHA-256 is the published one. */
  bring(requirement: Requirement, folder: string, options: DownloadOptions): Promise<string>;
}
