import { describe, expect, it } from "vitest";
import { AnswerParts } from "./answerParts.ts";

describe("the parts of an answer", () => {
  it("are joined in order", () => {
    const parts = new AnswerParts();
    parts.accept(1, "Hel");
    parts.accept(2, "lo");
    expect(parts.text).toBe("Hello");
  });

  it("are added once, however often they arrive", () => {
    const parts = new AnswerParts();
    parts.accept(1, "Hel");
    parts.accept(1, "Hel");
    parts.accept(2, "lo");
    parts.accept(2, "lo");
    expect(parts.text).toBe("Hello");
  });

  it("wait behind a hole", () => {
    const parts = new AnswerParts();
    parts.accept(1, "a");
    parts.accept(3, "c");
    expect(parts).toMatchObject({ text: "a", last: 1, hasHole: true });
    parts.accept(2, "b");
    expect(parts).toMatchObject({ text: "abc", last: 3, hasHole: false });
  });

  it("continue after the saved text, in the middle of a sentence", () => {
    const parts = new AnswerParts();
    parts.accept(6, "6");
    parts.accept(3, "3");
    parts.beginAfter(5, "12345");
    expect(parts).toMatchObject({ text: "123456", last: 6, hasHole: false });
  });

  it("ignore a text that was saved earlier", () => {
    const parts = new AnswerParts();
    parts.accept(1, "a");
    parts.accept(2, "b");
    parts.beginAfter(1, "a");
    expect(parts.text).toBe("ab");
  });
});
