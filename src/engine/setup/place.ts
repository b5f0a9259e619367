// Where a set-up works. Nothing in its working folder can be taken for an installation: only when all
// is there is the inner folder moved to its final name.
//
//   <root>/tensorflow/
//     2.20.0-cpu/              the installation, once it is whole
//     .2.20.0-cpu.lock         names the process that sets it up
//     .2.20.0-cpu.part/        what a set-up has so far; the next one goes on from it
//       state.json             which wheels are unpacked
//       wheels/                what is downloaded, or half of it
//       tree/                  what becomes the installation
import { join } from 'node:path';

export interface Place {
  readonly folder: string;
  readonly lock: string;
  readonly part: string;
  readonly state: string;
  readonly wheels: string;
  readonly tree: string;
}

/** @param parent holds the installations of one kind; `name` is this one's. */
export function placeOf(parent: string, name: string): Place {
  const part = join(parent, `.${name}.part`);
  return {
    folder: join(parent, name),
    lock: join(parent, `.${name}.lock`),
    part,
    state: join(part, 'state.json'),
    wheels: join(part, 'wheels'),
    tree: join(part, 'tree'),
  };
}

/** The name of the installation to which a folder of `parent` belongs, half or whole. */
export const nameOfPlace = (folder: string): string => /^\.(.+)\.part$/.exec(folder)?.[1] ?? folder;
