import { describe, expect, it } from "vitest";
import { path, ROOT_ID } from "../../test/wireExamples.ts";
import { type Conversation, EMPTY_CONVERSATION } from "./conversation.ts";
import { messageRows } from "./rows.ts";

function keys(state: Partial<Conversation>): string[] {
  return messageRows({ ...EMPTY_CONVERSATION, status: "ready", ...state }).map((row) => row.key);
}

const pending = { clientMessageId: "mine", content: "x", createdAt: "", problem: null };

describe("the rows", () => {
  it("end with pending messages and the expected answer", () => {
    expect(keys({ path: path("q1", "a1"), pending: [{ ...pending, parentId: null }] })).toEqual([
      "q1",
      "a1",
      "mine",
      "waiting",
    ]);
  });

  it("expect no answer to a message that could not be sent", () => {
    expect(keys({ pending: [{ ...pending, parentId: null, problem: "No." }] })).toEqual(["mine"]);
  });

  it("end where an edited message branches off", () => {
    const edited = { ...pending, parentId: "a1" };
    expect(keys({ path: path("q1", "a1", "q2", "a2"), pending: [edited] })).toEqual([
      "q1",
      "a1",
      "mine",
      "waiting",
    ]);
    expect(keys({ path: path("q1", "a1"), pending: [{ ...pending, parentId: ROOT_ID }] })).toEqual([
      "mine",
      "waiting",
    ]);
  });

  it("end at the question whose answer is regenerated", () => {
    const pendingAnswer = { questionId: "q1", clientMessageId: "again" };
    expect(keys({ path: path("q1", "a1", "q2"), pendingAnswer })).toEqual(["q1", "waiting"]);
  });

  it("keep their key when the server confirms the message", () => {
    const [question] = path("q1");
    expect(keys({ path: question ? [{ ...question, client_message_id: "mine" }] : [] })).toEqual(["mine"]);
  });
});
