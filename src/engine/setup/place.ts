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
import { tensorFlowFolder } from '../runtime/tensorflow/installation';
import { editionName, type Edition } from './edition';

export interface Place {
  readonly folder: string;
  readonly lock: string;
  readonly part: string;
  readonly state: string;
  readonly wheels: string;
  readonly tree: string;
}

export function placeOf(root: string, edition: Edition): Place {
  const parent = tensorFlowFolder(root);
  const name = editionName(edition);
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
