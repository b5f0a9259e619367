// Steps of batches larger than memory, chunk by chunk.
import { compileAll } from '../../runtime/compile-all';
import { enqueued } from '../../runtime/enqueued';
import type { Executable, Feeds, State, StateValue } from '../../runtime/runtime';
import { chunkedStep, type ChunkedStep } from './chunked-step';
import { enterRows } from './enter-rows';
import { figuresOf, startState, type Prepared, type StartedState } from './prepared-step';
import type { Draw } from './step-draws';
import { stepFeeds } from './step-feeds';
import type { Step, StepPlace, StepResult, Stepper, TakenStep } from './stepper';

type Executables = Readonly<Record<'encodeChunk' | 'loss' | 'accumulate' | 'update', Executable>>;
type Shape = Pick<ChunkedStep, 'dimensions' | 'anchors'> & { readonly chunk: number };

export class ChunkedStepper implements Stepper {
  readonly state: State;
  /** A step of chunks lasts long. */
  readonly stride = 1;
  readonly shapes: Stepper['shapes'];
  readonly host: Readonly<Record<string, StateValue>>;

  private constructor(
    private readonly setup: Prepared,
    private readonly shape: Shape,
    private readonly executables: Executables,
    private readonly started: StartedState,
  ) {
    ({ state: this.state, shapes: this.shapes, host: this.host } = started);
  }

  static async create(setup: Prepared, chunk: number): Promise<ChunkedStepper> {
    const plan = chunkedStep(setup, chunk);
    const start = startState(setup, plan);
    const { encodeChunk, loss, accumulate, update } = plan;
    const programs = { encodeChunk, loss, accumulate, update };
    const executables = await compileAll(setup.runtime, programs);
    return new ChunkedStepper(setup, { ...plan, chunk }, executables, start());
  }

  async step(rows: Uint32Array, place: StepPlace): Promise<StepResult> {
    const { sources, draws } = this.started;
    const common = stepFeeds(sources, rows, place);
    const z = await this.encode(rows, place.epoch);
    const { gradient, figures: ofLoss } = await this.loss({ ...common, z }, draws(place.step));
    for (let start = 0; start < rows.length; start += this.shape.chunk) {
      const feeds = await this.feed(rows, start, place.epoch);
      const seed = this.part(gradient, start, rows.length);
      await this.executables.accumulate.run({ ...feeds, 'z.gradient': seed }, this.state);
    }
    const ofUpdate = figuresOf(await this.executables.update.run(common, this.state));
    const figures = { ...ofLoss, ...ofUpdate };
    enterRows(sources, { rows, place }, figures, z.subarray(z.length / 2));
    return figures;
  }

  /** The loss of the whole batch and its gradient by z, anchors by anchors. */
  private async loss(
    feeds: Feeds,
    draw: Draw,
  ): Promise<{ gradient: Float32Array; figures: StepResult }> {
    const { all, atOnce } = this.shape.anchors;
    const share = atOnce / all;
    const gradient = new Float32Array(feeds.z.length);
    const sums: Record<string, number> = {};
    for (let start = 0; start < all; start += atOnce) {
      const anchors = BigInt64Array.from({ length: atOnce }, (_, i) => BigInt(start + i));
      const block = { ...feeds, ...draw(atOnce), anchors };
      const results = await this.executables.loss.run(block, this.state);
      const { gradient: part, ...figures } = results;
      for (let i = 0; i < gradient.length; i++) gradient[i] += share * Number(part[i]);
      for (const [name, value] of Object.entries(figuresOf(figures)))
        sums[name] = (sums[name] ?? 0) + share * value;
    }
    return { gradient, figures: sums as StepResult };
  }

  async steps(steps: readonly Step[]): Promise<readonly StepResult[]> {
    return (await this.begin(steps)).map(({ result }) => result);
  }

  /** Chunks of a step are begun ahead; the step itself ends on the host. */
  async begin(steps: readonly Step[]): Promise<readonly TakenStep[]> {
    const taken: TakenStep[] = [];
    for (const step of steps) taken.push({ step, result: await this.step(step.rows, step.place) });
    return taken;
  }

  settle(): Promise<readonly TakenStep[]> {
    return Promise.resolve([]);
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    for (const executable of Object.values(this.executables)) await executable.dispose();
  }

  /** z of the whole batch: all first views, then all second ones. */
  private async encode(rows: Uint32Array, epoch: number): Promise<Float32Array> {
    const { chunk, dimensions } = this.shape;
    const z = new Float32Array(2 * rows.length * dimensions);
    const half = chunk * dimensions;
    let take = (): Promise<void> => Promise.resolve();
    for (let start = 0; start < rows.length; start += chunk) {
      // While the device encodes the chunk before.
      const feeds = await this.feed(rows, start, epoch);
      await take();
      const read = await enqueued(this.executables.encodeChunk, feeds, this.state);
      take = async () => {
        const part = (await read()).z as Float32Array;
        z.set(part.subarray(0, half), start * dimensions);
        z.set(part.subarray(half), (rows.length + start) * dimensions);
      };
    }
    await take();
    return z;
  }

  /** The rows of a chunk's first and second views out of a [2 · batch, d] array. */
  private part(all: Float32Array, start: number, batch: number): Float32Array {
    const { chunk, dimensions } = this.shape;
    const [from, half] = [start * dimensions, chunk * dimensions];
    const second = from + batch * dimensions;
    const part = new Float32Array(2 * half);
    part.set(all.subarray(from, from + half));
    part.set(all.subarray(second, second + half), half);
    return part;
  }

  private feed(rows: Uint32Array, start: number, epoch: number): Promise<Feeds> {
    return this.setup.views.feedPair(rows.subarray(start, start + this.shape.chunk), epoch);
  }
}
