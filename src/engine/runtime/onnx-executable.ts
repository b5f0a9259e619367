// A program compiled by ONNX Runtime: one session for single runs and, where its state travels through
// the host at every run, another that makes several runs of one journey.
import type * as ort from './library';
import { updateName } from '../graph/onnx/model';
import { programInputs, type Program } from '../graph/program';
import type { HostArray, Tensor } from '../graph/tensor';
import { heldTensor, hostTensor } from './onnx-operands';
import { RepeatedSession } from './onnx-repeated';
import { OnnxState } from './onnx-state';
import type { Executable, Feeds, Outputs, State } from './runtime';

interface Compilation {
  readonly program: Program;
  readonly session: ort.InferenceSession;
  /** Given: opens a session for several runs at once, when they are first asked for. */
  readonly open?: (model: Uint8Array) => Promise<ort.InferenceSession>;
}

export class OnnxExecutable implements Executable {
  readonly runMany?: NonNullable<Executable['runMany']>;
  private readonly inputs: ReadonlyMap<string, Tensor<'input'>>;
  private repeated: Promise<RepeatedSession> | undefined;

  constructor(private readonly compiled: Compilation) {
    this.inputs = programInputs(compiled.program);
    const { open } = compiled;
    if (open) this.runMany = (rounds, state) => this.repeat(rounds, state, open);
  }

  async run(feeds: Readonly<Partial<Record<string, HostArray>>>, state?: State): Promise<Outputs> {
    const held = state && ownState(state);
    const { program, session } = this.compiled;
    const operands: Record<string, ort.Tensor> = {};
    for (const [name, node] of this.inputs) {
      const fed = feeds[name];
      operands[name] = fed ? hostTensor(node, fed) : heldTensor(node, held);
    }
    const updates = Object.keys(program.updates ?? {});
    for (const name of updates) {
      if (!held?.get(name)) throw new Error(`there is no state ${name} to update`);
    }
    const results = await session.run(operands);
    for (const name of updates) held?.replace(name, results[updateName(name)]);
    return Object.fromEntries(
      Object.keys(program.outputs).map((name) => [name, results[name].data as HostArray]),
    );
  }

  async dispose(): Promise<void> {
    const repeated = await this.repeated?.catch(() => undefined);
    await repeated?.dispose();
    await this.compiled.session.release();
  }

  private async repeat(
    rounds: readonly Feeds[],
    state: State,
    open: NonNullable<Compilation['open']>,
  ): Promise<readonly Outputs[]> {
    if (rounds.length === 0) return [];
    const fed = Object.keys(rounds[0]);
    this.repeated ??= RepeatedSession.open(this.compiled.program, fed, open);
    return (await this.repeated).run(rounds, ownState(state));
  }
}

function ownState(state: State): OnnxState {
  if (state instanceof OnnxState) return state;
  throw new Error('the state is of another runtime');
}
