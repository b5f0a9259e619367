// A program compiled by ONNX Runtime: one session for single runs and, where its state travels through
// the host at every run, another that makes several runs of one journey.
import type * as ort from './library';
import type { Program } from '../graph/program';
import type { HostArray } from '../graph/tensor';
import { OnnxProgram, ownState } from './onnx-program';
import { RepeatedSession } from './onnx-repeated';
import type { Executable, Feeds, Outputs, State } from './runtime';

type Open = (model: Uint8Array) => Promise<ort.InferenceSession>;

export class OnnxExecutable implements Executable {
  private readonly single: OnnxProgram;
  private repeated: Promise<RepeatedSession> | undefined;

  /** `open`: opens a session for several runs at once, when they are first asked for. */
  constructor(
    private readonly program: Program,
    session: ort.InferenceSession,
    private readonly open: Open,
  ) {
    this.single = new OnnxProgram(program, session);
  }

  async run(feeds: Feeds, state?: State): Promise<Outputs> {
    const results = Object.entries(await this.single.run(feeds, state));
    return Object.fromEntries(results.map(([name, { data }]) => [name, data as HostArray]));
  }

  readonly runMany = async (
    rounds: readonly Feeds[],
    state: State,
  ): Promise<readonly Outputs[]> => {
    if (rounds.length === 0) return [];
    const fed = Object.keys(rounds[0]);
    this.repeated ??= RepeatedSession.open(this.program, fed, this.open);
    return (await this.repeated).run(rounds, ownState(state));
  };

  async dispose(): Promise<void> {
    const repeated = await this.repeated?.catch(() => undefined);
    await repeated?.dispose();
    await this.single.dispose();
  }
}
