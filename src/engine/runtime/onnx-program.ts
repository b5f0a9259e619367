// A program in a session of ONNX Runtime: takes what it is fed and a state, leaves the state's next
// values in it, and gives its outputs where the session puts them.
import type * as ort from './library';
import { updateName } from '../graph/onnx/model';
import { programInputs, type Program } from '../graph/program';
import type { HostArray, Tensor } from '../graph/tensor';
import { heldTensor, hostTensor } from './onnx-operands';
import { OnnxState } from './onnx-state';
import type { State } from './runtime';

export type OutputTensors = Readonly<Record<string, ort.Tensor>>;

export class OnnxProgram {
  private readonly inputs: ReadonlyMap<string, Tensor<'input'>>;

  constructor(
    readonly program: Program,
    private readonly session: ort.InferenceSession,
  ) {
    this.inputs = programInputs(program);
  }

  async run(
    feeds: Readonly<Partial<Record<string, HostArray>>>,
    state?: State,
  ): Promise<OutputTensors> {
    const held = state && ownState(state);
    const operands: Record<string, ort.Tensor> = {};
    for (const [name, node] of this.inputs) {
      const fed = feeds[name];
      operands[name] = fed ? hostTensor(node, fed) : heldTensor(node, held);
    }
    const updates = Object.keys(this.program.updates ?? {});
    for (const name of updates) {
      if (!held?.get(name)) throw new Error(`there is no state ${name} to update`);
    }
    const results = await this.session.run(operands);
    for (const name of updates) held?.replace(name, results[updateName(name)]);
    return Object.fromEntries(
      Object.keys(this.program.outputs).map((name) => [name, results[name]]),
    );
  }

  async dispose(): Promise<void> {
    await this.session.release();
  }
}

/** @throws an Error where a state was made by another runtime. */
export function ownState(state: State): OnnxState {
  if (state instanceof OnnxState) return state;
  throw new Error('the state is of another runtime');
}
