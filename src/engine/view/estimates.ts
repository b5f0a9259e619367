// The estimate of the epoch that is looked at: one at a time, and one that is not ready yet is given
// up for another.
import type {
  AnchorQuery,
  AnchorReport,
  FlagQuality,
  RunViewEvents,
} from '../../protocol/run-view';
import { startEstimateChild, type EstimateChild } from './estimate-child';

export interface EstimateListener {
  /** An estimate is ready, or there is a reason why there is none. */
  settled(epoch: number): void;
  progress(progress: RunViewEvents['estimating']): void;
}

export class Estimates {
  private child: EstimateChild | undefined;
  private current: Estimate | undefined;

  constructor(
    private readonly folder: string,
    private readonly listener: EstimateListener,
    private readonly start = startEstimateChild,
  ) {}

  /** Whether there is one, ready or not. */
  get begun(): boolean {
    return this.current !== undefined;
  }

  /** An estimate that is there already; see `of`. */
  ready(version: string): Estimate | undefined {
    const { current } = this;
    return current?.version === version && current.made ? current : undefined;
  }

  /** The estimate of an epoch, begun where it is not; `version` is another one for other reviews. */
  of(epoch: number, version: string): Estimate {
    if (this.current?.version === version && !this.current.spent) return this.current;
    if (this.current && !this.current.settled) this.child?.end();
    const estimate = new Estimate(this.process(), epoch, version, () => {
      if (this.current === estimate) this.listener.settled(epoch);
    });
    this.current = estimate;
    return estimate;
  }

  private process(): EstimateChild {
    if (this.child) return this.child;
    const child = this.start(this.folder, () => {
      if (this.child !== child) return;
      this.child = undefined;
      // With the process all that it knew is gone.
      if (this.current?.settled) this.current = undefined;
    });
    child.connection.on('estimating', (progress) => {
      if (this.child === child) this.listener.progress(progress);
    });
    this.child = child;
    return child;
  }
}

export class Estimate {
  /** How good its probabilities are; rejects where it failed or was given up. */
  readonly quality: Promise<FlagQuality | undefined>;
  /** Whether an answer comes at once. */
  settled = false;
  /** Whether it went well. */
  made = false;
  /** It failed, and that was said: another attempt may go better. */
  spent = false;

  constructor(
    private readonly child: EstimateChild,
    epoch: number,
    readonly version: string,
    onSettled: () => void,
  ) {
    this.quality = child.connection.request('quality', { epoch });
    const settle = (): void => {
      this.settled = true;
      onSettled();
    };
    this.quality.then(() => {
      this.made = true;
      settle();
    }, settle);
  }

  /** @throws RemoteError where the estimate failed. */
  async anchor(query: AnchorQuery): Promise<AnchorReport> {
    try {
      await this.quality;
    } catch (error) {
      this.spent = true;
      throw error;
    }
    return this.child.connection.request('anchor', query);
  }
}
