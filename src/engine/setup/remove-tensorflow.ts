// Removes TensorFlows that were set up.
import { runtimesFolder } from '../runtime/installation';
import { tensorFlowFolder } from '../runtime/tensorflow/installation';
import type { Edition } from './edition';
import { remove, type Removal } from './remove';

/**
 * Removes every edition that is like `wanted`: all of them where it says nothing.
 * @throws InputError where one is being set up at this moment.
 */
export const removeTensorFlow = (
  wanted: Partial<Edition>,
  root = runtimesFolder(),
): Promise<Removal> =>
  remove('TensorFlow', tensorFlowFolder(root), (name) => {
    const edition = /^(\d+\.\d+\.\d+)-(cpu|gpu)$/.exec(name);
    return (
      edition !== null &&
      (wanted.version ?? edition[1]) === edition[1] &&
      (wanted.variant ?? edition[2]) === edition[2]
    );
  });
