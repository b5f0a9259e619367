// The state of a training as it is told to the editor: always whole.
import type { TrainingProgress } from '../../protocol/training';
import type { StepEvent } from '../train/report/training-event';
import { Latest } from './latest';
import { RecentRate } from './recent-rate';

export class ProgressReport {
  private state: TrainingProgress = { phase: 'reading', done: 0, total: 0, epoch: 1, epochs: 1 };
  private readonly latest: Latest<TrainingProgress>;
  private rate = new RecentRate();

  /** `now` in seconds. */
  constructor(
    send: (progress: TrainingProgress) => void,
    private readonly now = () => performance.now() / 1000,
  ) {
    this.latest = new Latest(send);
  }

  begin(epochs: number, epochsDone: number): void {
    this.tell({ ...this.state, epochs, epoch: Math.min(epochsDone + 1, epochs) });
  }

  reading(done: number, total: number): void {
    const { epoch, epochs } = this.state;
    this.tell({ phase: 'reading', done, total, epoch, epochs, ...this.timeLeft(done, total) });
  }

  /** `steps`: of an epoch; where a run goes on in the middle of one, its first step corrects what is done. */
  start(device: string, steps: number, most = Infinity): void {
    this.rate = new RecentRate();
    const { epoch, epochs } = this.state;
    const total = Math.min(epochs * steps, most);
    const done = Math.min((epoch - 1) * steps, total);
    this.tell({ phase: 'training', done, total, epoch, epochs, device });
  }

  /** It goes on with another device. */
  on(device: string): void {
    this.rate = new RecentRate();
    this.tell({ ...this.state, device });
  }

  step({ step, steps, epoch, epochs, loss, samplesPerSecond }: StepEvent): void {
    this.tell({
      ...this.state,
      phase: 'training',
      ...{ done: step, total: steps, epoch, epochs, loss, samplesPerSecond },
      ...this.timeLeft(step, steps),
    });
  }

  evaluating(): void {
    this.tell({ ...this.state, phase: 'evaluating' });
    // The thread is about to be busy.
    this.latest.flush();
  }

  /** Sends what was not sent yet. */
  end(): void {
    this.latest.flush();
  }

  private tell(state: TrainingProgress): void {
    this.state = state;
    this.latest.offer(state);
  }

  private timeLeft(done: number, total: number): Pick<TrainingProgress, 'timeLeft'> {
    this.rate.add(this.now(), done);
    const { perSecond } = this.rate;
    return perSecond === undefined ? {} : { timeLeft: (total - done) / perSecond };
  }
}
