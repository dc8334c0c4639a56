import type { ChatSession } from "@sardonyx/client";
import { expect, it } from "vitest";
import { changeAll, sayOutcome } from "./changeAll";

const chats = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: String(at) }) as ChatSession);

it("changes each once, never more than four at a time", async () => {
  const seen: string[] = [];
  let underWay = 0;
  let most = 0;
  const { done } = await changeAll(chats(11), async ({ id }) => {
    seen.push(id);
    most = Math.max(most, ++underWay);
    await new Promise((go) => setTimeout(go, 1));
    underWay -= 1;
  });
  expect(seen).toHaveLength(11);
  expect(new Set(seen).size).toBe(11);
  expect(most).toBe(4);
  expect(done.map(({ id }) => id)).toEqual(chats(11).map(({ id }) => id));
});

it("goes on after a failure, and says of how many it is true and why not of the others", async () => {
  const outcome = await changeAll(chats(5), async ({ id }) => {
    if (id === "1" || id === "3") {
      throw new Error(`No ${id}.`);
    }
  });
  expect(outcome.done.map(({ id }) => id)).toEqual(["0", "2", "4"]);
  expect(outcome.failed.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(sayOutcome("Deleted", outcome)).toMatch(/^Deleted 3 of 5 chats\. 2 failed: .+/);
});

it("says of one chat that it is one", async () => {
  expect(sayOutcome("Archived", await changeAll(chats(1), async () => undefined))).toBe("Archived 1 chat.");
  expect(sayOutcome("Archived", await changeAll(chats(2), async () => undefined))).toBe("Archived 2 chats.");
});
