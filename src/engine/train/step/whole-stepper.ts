// Steps of whole batches, each a run of one program, or several of them a run.
import type { Executable, Feeds, State, StateValue } from '../../runtime/runtime';
import { stepFeeds } from './step-feeds';
import { figuresOf, startState, type Prepared, type StartedState } from './prepared-step';
import { Pace } from './pace';
import type { Step, StepPlace, Stepper, StepResult } from './stepper';
import { anchorsOf } from './step-plan';
import { wholeStep } from './whole-step';

export class WholeStepper implements Stepper {
  readonly state: State;
  readonly shapes: Stepper['shapes'];
  readonly host: Readonly<Record<string, StateValue>>;
  private readonly pace = new Pace();

  private constructor(
    private readonly setup: Prepared,
    private readonly executable: Executable,
    private readonly started: StartedState,
  ) {
    ({ state: this.state, shapes: this.shapes, host: this.host } = started);
  }

  static async create(setup: Prepared): Promise<WholeStepper> {
    const { program, ...plan } = wholeStep(setup);
    const start = startState(setup, { ...plan, loss: program });
    const executable = await setup.runtime.compile(program);
    return new WholeStepper(setup, executable, start());
  }

  get stride(): number {
    const several = this.executable.runMany && !this.started.sources.store;
    return several ? this.pace.stride : 1;
  }

  async step(rows: Uint32Array, place: StepPlace): Promise<StepResult> {
    const [result] = await this.steps([{ rows, place }]);
    return result;
  }

  /** Stored rows enter after each step: with a queue or a memory bank steps are taken one by one. */
  async steps(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const { runMany } = this.executable;
    const { store } = this.started.sources;
    if (!runMany || store || steps.length === 1) return this.oneByOne(steps);
    const feeds: Feeds[] = [];
    for (const step of steps) feeds.push(await this.feed(step));
    const start = performance.now();
    const results = await runMany(feeds, this.state);
    this.pace.took(performance.now() - start, steps.length);
    return results.map(figuresOf);
  }

  private async oneByOne(steps: readonly Step[]): Promise<StepResult[]> {
    const { views } = this.setup;
    const results: StepResult[] = [];
    for (const step of steps) {
      const feeds = await this.feed(step);
      const start = performance.now();
      const { entering, ...figures } = await this.executable.run(feeds, this.state);
      this.pace.took(performance.now() - start, 1);
      const { rows, place } = step;
      const partners = views.partners(rows, place.epoch);
      this.started.sources.store?.take(place.step, partners, entering as Float32Array);
      results.push(figuresOf(figures));
    }
    return results;
  }

  private async feed({ rows, place }: Step): Promise<Feeds> {
    const { views, config } = this.setup;
    const { sources, draws } = this.started;
    return {
      ...(await views.feedPair(rows, place.epoch)),
      ...stepFeeds(sources, rows, place),
      ...draws(place.step)(anchorsOf(config)),
    };
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    await this.executable.dispose();
  }
}
