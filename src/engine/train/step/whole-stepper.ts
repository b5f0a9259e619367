// Steps of whole batches, each a run of one program, or several of them a run. Where the device
// computes while the host goes on, the next batch is prepared meanwhile.
import type { Executable, Feeds, State, StateValue } from '../../runtime/runtime';
import { BegunSteps } from './begun-steps';
import { enterRows } from './enter-rows';
import { stepFeeds } from './step-feeds';
import { figuresOf, startState, type Prepared, type StartedState } from './prepared-step';
import { Pace } from './pace';
import type { Step, StepPlace, Stepper, StepResult, TakenStep } from './stepper';
import { anchorsOf } from './step-plan';
import { wholeStep } from './whole-step';

export class WholeStepper implements Stepper {
  readonly state: State;
  readonly shapes: Stepper['shapes'];
  readonly host: Readonly<Record<string, StateValue>>;
  private readonly pace: Pace;
  private readonly begun: BegunSteps;

  private constructor(
    private readonly setup: Prepared,
    private readonly executable: Executable,
    private readonly started: StartedState,
  ) {
    ({ state: this.state, shapes: this.shapes, host: this.host } = started);
    this.pace = new Pace(executable.enqueue ? 'wait' : 'run');
    this.begun = new BegunSteps(this.pace);
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

  async steps(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const taken = [...(await this.begin(steps)), ...(await this.settle())];
    return taken.map(({ result }) => result);
  }

  /** Stored rows enter after each step: with a queue or a memory bank steps are taken one by one. */
  async begin(steps: readonly Step[]): Promise<readonly TakenStep[]> {
    const { runMany } = this.executable;
    if (runMany && !this.started.sources.store && steps.length > 1)
      return this.together(steps, runMany);
    const taken: TakenStep[] = [];
    for (const step of steps) taken.push(...(await this.beginOne(step)));
    return taken;
  }

  async settle(): Promise<readonly TakenStep[]> {
    const done = await this.begun.settle();
    return done.map(({ step, outputs: { entering, ...figures } }) => {
      const result = figuresOf(figures);
      enterRows(this.started.sources, step, result, entering as Float32Array);
      return { step, result };
    });
  }

  private async together(
    steps: readonly Step[],
    runMany: NonNullable<Executable['runMany']>,
  ): Promise<TakenStep[]> {
    const feeds: Feeds[] = [];
    for (const step of steps)
      feeds.push({ ...(await this.viewFeeds(step)), ...this.otherFeeds(step) });
    const start = performance.now();
    const results = await runMany(feeds, this.state);
    this.pace.took(performance.now() - start, steps.length);
    return results.map((outputs, i) => ({ step: steps[i], result: figuresOf(outputs) }));
  }

  private async beginOne(step: Step): Promise<readonly TakenStep[]> {
    const { executable, state, begun } = this;
    // While the device computes the steps before.
    const views = await this.viewFeeds(step);
    const settles = begun.areMany || this.started.sources.store !== undefined;
    const earlier = settles ? await this.settle() : [];
    await begun.add(step, executable, { ...views, ...this.otherFeeds(step) }, state);
    // What is done when it returns is known at once.
    return executable.enqueue ? earlier : this.settle();
  }

  private viewFeeds({ rows, place }: Step): Promise<Feeds> {
    return this.setup.views.feedPair(rows, place.epoch);
  }

  /** With stored rows after all steps before. */
  private otherFeeds({ rows, place }: Step): Feeds {
    const { sources, draws } = this.started;
    return {
      ...stepFeeds(sources, rows, place),
      ...draws(place.step)(anchorsOf(this.setup.config)),
    };
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    await this.executable.dispose();
  }
}
