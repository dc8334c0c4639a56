import { expect, it } from "vitest";
import { cutAt, foundIn } from "./results";

it("marks what was found and keeps every letter", () => {
  const pieces = cutAt("A banded stone", [
    { start: 2, end: 8 },
    { start: 9, end: 14 },
  ]);
  expect(pieces.map((each) => (each.isMarked ? `[${each.text}]` : each.text)).join("")).toBe(
    "A [banded] [stone]",
  );
});

it("leaves out what does not fit the text", () => {
  expect(
    cutAt("abc", [
      { start: 2, end: 9 },
      { start: 1, end: 1 },
    ]),
  ).toEqual([{ text: "abc", isMarked: false }]);
});

it("has a line for each message, and one for a chat of which only the title has it", () => {
  const chat = { archived: false, title_highlights: [], title: "Stones" };
  const message = {
    id: "m",
    kind: "assistant",
    created_at: "2026-11-20T12:00:00Z",
    excerpt: "x",
    highlights: [],
  };
  const found = foundIn([
    { ...chat, session_id: "1", messages: [{ ...message, kind: "assistant" as const }] },
    { ...chat, session_id: "2", title: null, archived: true, messages: [] },
  ]);
  expect(found.map(({ key, title, isAnswer, isArchived }) => [key, title, isAnswer, isArchived])).toEqual([
    ["m", "Stones", true, false],
    ["2", "New chat", false, true],
  ]);
});

it("shows an answer without the tags around what was thought, and marks in it what was found", () => {
  const excerpt = "<think>A stone?</think>A banded stone";
  const highlights = ["stone", "banded", "stone"].map((word, place) => {
    const start = place === 0 ? excerpt.indexOf(word) : excerpt.lastIndexOf(word);
    return { start, end: start + word.length };
  });
  const message = {
    id: "m",
    kind: "assistant" as const,
    created_at: "2026-11-20T12:00:00Z",
    excerpt,
    highlights,
  };
  const chat = { session_id: "1", archived: false, title_highlights: [], title: "Stones" };
  const [found] = foundIn([{ ...chat, messages: [message] }]);
  const pieces = cutAt(found?.excerpt ?? "", found?.highlights ?? []);
  expect(pieces.map((each) => (each.isMarked ? `[${each.text}]` : each.text)).join("")).toBe(
    " A [stone]? A [banded] [stone]",
  );
});
