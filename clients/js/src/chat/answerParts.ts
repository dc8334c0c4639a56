/** More parts than any answer has between two that arrive out of order. */
const MOST_HELD = 5_000;

/** An answer's numbered parts put together: each once, in order, whatever way they arrive. */
export class AnswerParts {
  #text = "";
  #last = 0;
  readonly #held = new Map<number, string>();

  /** The text of the parts from 1 on without a hole. */
  get text(): string {
    return this.#text;
  }

  /** The last part before the first hole: what to resume after. */
  get last(): number {
    return this.#last;
  }

  get hasHole(): boolean {
    return this.#held.size > 0;
  }

  accept(part: number, text: string): void {
    if (part <= this.#last) {
      return;
    }
    if (this.#held.size < MOST_HELD) {
      this.#held.set(part, text);
    }
    this.#join();
  }

  /** The saved text so far, which has everything up to this part: a reload goes on from there. */
  beginAfter(part: number, text: string): void {
    if (part <= this.#last) {
      return;
    }
    this.#text = text;
    this.#last = part;
    for (const held of this.#held.keys()) {
      if (held <= part) {
        this.#held.delete(held);
      }
    }
    this.#join();
  }

  #join(): void {
    for (
      let next = this.#held.get(this.#last + 1);
      next !== undefined;
      next = this.#held.get(this.#last + 1)
    ) {
      this.#last += 1;
      this.#held.delete(this.#last);
      this.#text += next;
    }
  }
}
