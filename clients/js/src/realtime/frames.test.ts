import { describe, expect, it } from "vitest";
import { parseFrame } from "./frames.ts";

describe("a frame", () => {
  it("is a reply when it has an id", () => {
    expect(parseFrame('{"id":"7","result":{"ok":true}}')).toEqual({
      kind: "reply",
      id: "7",
      result: { ok: true },
      error: null,
    });
  });

  it("is a push with a number, or an ephemeral one without", () => {
    expect(parseFrame('{"topic":"t","seq":3,"type":"a","at":"…","data":{}}')).toMatchObject({
      kind: "push",
      seq: 3,
    });
    expect(parseFrame('{"topic":"t","type":"a","at":"…","data":{}}')).toMatchObject({
      kind: "push",
      seq: null,
    });
  });

  it("is a heartbeat with the heads of the topics", () => {
    expect(parseFrame('{"type":"heartbeat","at":"…","data":{"heads":{"t":4,"bad":"x"}}}')).toEqual({
      kind: "heartbeat",
      heads: { t: 4 },
    });
  });

  it.each(["", "nonsense", "null", "[]", "{}", '{"type":"later"}', '{"topic":3,"type":"x"}'])(
    "is passed over when it is not understood: %s",
    (text) => {
      expect(parseFrame(text)).toBeNull();
    },
  );
});
