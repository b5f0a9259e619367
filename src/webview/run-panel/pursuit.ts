// One question at a time about what moves on by itself while a run trains. A question that only
// follows the newest epoch waits until the one before is answered: where epochs go by faster than
// answers come, there would never be an answer. What the person chooses is asked at once.

interface Asked<Q> {
  readonly question: Q;
  readonly controller: AbortController;
}

export class Pursuit<Q> {
  private asked: Asked<Q> | undefined;
  private next: Q | undefined;

  /** `ask` never rejects; `follows`: whether a question is only the newer form of the one before. */
  constructor(
    private readonly ask: (question: Q, signal: AbortSignal) => Promise<void>,
    private readonly follows: (question: Q, before: Q) => boolean,
  ) {}

  pursue(question: Q): void {
    if (this.asked && this.follows(question, this.asked.question)) {
      this.next = question;
      return;
    }
    this.stop();
    void this.begin(question);
  }

  /** Nothing is asked any longer. */
  stop(): void {
    this.asked?.controller.abort();
    this.asked = undefined;
    this.next = undefined;
  }

  private async begin(question: Q): Promise<void> {
    const asked = { question, controller: new AbortController() };
    this.asked = asked;
    await this.ask(question, asked.controller.signal);
    if (this.asked !== asked) return;
    const { next } = this;
    this.asked = undefined;
    this.next = undefined;
    if (next !== undefined) void this.begin(next);
  }
}
