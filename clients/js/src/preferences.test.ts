import { expect, it, vi } from "vitest";
import { PreferenceDirectory } from "./preferences.ts";
import type { OwnTopicListener } from "./realtime/ownTopic.ts";
import type { TopicEvent } from "./wire.ts";

function open(stored: Record<string, unknown> = {}) {
  let listener: OwnTopicListener | undefined;
  const change = vi.fn(async () => ({ preferences: {} }));
  const directory = new PreferenceDirectory({
    api: { preferences: { get: async () => ({ preferences: stored }), change } },
    ownTopic: {
      listen: (each) => {
        listener = each;
        return () => undefined;
      },
    },
  });
  const hear = (preferences: Record<string, unknown>) =>
    listener?.onEvent({ type: "preferences.updated", seq: 1, data: { preferences } } as TopicEvent);
  return { directory, change, hear };
}

it("is as the person left it on another device", async () => {
  const { directory, hear } = open({ theme: "dark", send_key: "mod_enter", of_a_later_version: 1 });
  await directory.load();
  expect(directory.values.get()).toEqual({ theme: "dark", sendKey: "mod_enter" });
  hear({ theme: "light" });
  expect(directory.values.get()).toEqual({ theme: "light", sendKey: "mod_enter" });
  hear({ theme: null, send_key: null });
  expect(directory.values.get()).toEqual({ theme: null, sendKey: "enter" });
});

it("takes nonsense for what was never said", async () => {
  const { directory } = open({ theme: "purple", send_key: 7 });
  await directory.load();
  expect(directory.values.get()).toEqual({ theme: null, sendKey: "enter" });
});

it("shows a change at once, and takes it back when the server refuses", async () => {
  const { directory, change } = open();
  await directory.load();
  await directory.change({ sendKey: "mod_enter" });
  expect(change).toHaveBeenCalledWith({ send_key: "mod_enter" });
  change.mockRejectedValueOnce(new Error("refused"));
  const refused = directory.change({ theme: "dark" });
  expect(directory.values.get().theme).toBe("dark");
  await expect(refused).rejects.toThrow();
  expect(directory.values.get()).toEqual({ theme: null, sendKey: "mod_enter" });
});
