/** Limits the parts that are held back. No answer has that many between two that arrive out of order. */
const MOST_HELD = 5_000;

/** Joins the numbered parts of an answer: each once and in order, in whatever order they arrive. */
export class AnswerParts {
  #text = "";
  #last = 0;
  readonly #held = new Map<number, string>();

  /** The text of the parts before the first hole. */
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

  /** Starts from the saved text, which has every part up to this one. */
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
