// Steps of whole batches, each a run of one program.
import type { Executable, State, StateValue } from '../../runtime/runtime';
import { stepFeeds } from './step-feeds';
import { figuresOf, startState, type Prepared, type StartedState } from './prepared-step';
import type { StepPlace, Stepper, StepResult } from './stepper';
import { anchorsOf } from './step-plan';
import { wholeStep } from './whole-step';

export class WholeStepper implements Stepper {
  readonly state: State;
  readonly shapes: Stepper['shapes'];
  readonly host: Readonly<Record<string, StateValue>>;

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

  async step(rows: Uint32Array, place: StepPlace): Promise<StepResult> {
    const { views, config } = this.setup;
    const { sources, draws } = this.started;
    const feeds = {
      ...(await views.feedPair(rows, place.epoch)),
      ...stepFeeds(sources, rows, place),
      ...draws(place.step)(anchorsOf(config)),
    };
    const { entering, ...figures } = await this.executable.run(feeds, this.state);
    const partners = views.partners(rows, place.epoch);
    sources.store?.take(place.step, partners, entering as Float32Array);
    return figuresOf(figures);
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    await this.executable.dispose();
  }
}
