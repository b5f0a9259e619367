// What a runtime runs at once: named results, and the next values of named states.
import type { Tensor } from './tensor';
import { topological } from './gradient';

export interface Program {
  /** Results that are read back to the host at every run. */
  readonly outputs: Readonly<Record<string, Tensor>>;
  /**
   * Next values of states: the input of that name takes this value after the run. States never
   * leave the device between runs.
   */
  readonly updates?: Readonly<Record<string, Tensor>>;
}

/** The inputs that a program reads, each once, by name. Two different ones of a name are a defect. */
export function programInputs(program: Program): Map<string, Tensor<'input'>> {
  const inputs = new Map<string, Tensor<'input'>>();
  for (const node of programNodes(program)) {
    if (!isInput(node)) continue;
    const { name } = node.attributes;
    if (inputs.has(name)) throw new Error(`two inputs of the program are called ${name}`);
    inputs.set(name, node);
  }
  return inputs;
}

/** All tensors of a program, operands first. */
export function programNodes({ outputs, updates = {} }: Program): Tensor[] {
  return topological([...Object.values(outputs), ...Object.values(updates)]);
}

function isInput(node: Tensor): node is Tensor<'input'> {
  return node.operation === 'input';
}
