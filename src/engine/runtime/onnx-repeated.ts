// Several runs of a program at once: what they are fed is stacked, what they give is taken apart.
import * as ort from './library';
import { updateName } from '../graph/onnx/model';
import { ROUNDS, writeRepeated } from '../graph/onnx/repeated';
import { programInputs, type Program } from '../graph/program';
import { sizeOf } from '../graph/shape';
import type { HostArray } from '../graph/tensor';
import { heldTensor, stackedTensor } from './onnx-operands';
import type { OnnxState } from './onnx-state';
import type { Feeds, Outputs } from './runtime';

export class RepeatedSession {
  private constructor(
    private readonly session: ort.InferenceSession,
    private readonly program: Program,
    private readonly fed: ReadonlySet<string>,
  ) {}

  /** `fed`: inputs that every run is given anew. */
  static async open(
    program: Program,
    fed: readonly string[],
    open: (model: Uint8Array) => Promise<ort.InferenceSession>,
  ): Promise<RepeatedSession> {
    const taken = fed.filter((name) => programInputs(program).has(name));
    const session = await open(writeRepeated(program, taken));
    return new RepeatedSession(session, program, new Set(taken));
  }

  async run(rounds: readonly Feeds[], state: OnnxState): Promise<Outputs[]> {
    const operands: Record<string, ort.Tensor> = {
      [ROUNDS]: new ort.Tensor('int64', BigInt64Array.of(BigInt(rounds.length)), []),
    };
    for (const [name, node] of programInputs(this.program)) {
      operands[name] = this.fed.has(name)
        ? stackedTensor(
            node,
            rounds.map((feeds) => feeds[name]),
          )
        : heldTensor(node, state);
    }
    const results = await this.session.run(operands);
    for (const name of Object.keys(this.program.updates ?? {}))
      state.replace(name, results[updateName(name)]);
    return rounds.map((_, round) => this.outputsOf(results, round));
  }

  async dispose(): Promise<void> {
    await this.session.release();
  }

  private outputsOf(results: ort.SessionResults, round: number): Outputs {
    return Object.fromEntries(
      Object.entries(this.program.outputs).map(([name, { shape }]) => {
        const size = sizeOf(shape);
        const all = results[name].data as HostArray;
        return [name, all.slice(round * size, (round + 1) * size)];
      }),
    );
  }
}
