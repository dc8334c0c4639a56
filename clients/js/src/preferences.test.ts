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
  const publish = (preferences: Record<string, unknown>) =>
    listener?.onEvent({ type: "preferences.updated", seq: 1, data: { preferences } } as TopicEvent);
  return { directory, change, publish };
}

it("has the values of the user's other devices", async () => {
  const { directory, publish } = open({ theme: "dark", send_key: "mod_enter", of_a_later_version: 1 });
  await directory.load();
  expect(directory.values.get()).toEqual({ theme: "dark", sendKey: "mod_enter" });
  publish({ theme: "light" });
  expect(directory.values.get()).toEqual({ theme: "light", sendKey: "mod_enter" });
  publish({ theme: null, send_key: null });
  expect(directory.values.get()).toEqual({ theme: null, sendKey: "enter" });
});

it("ignores invalid values", async () => {
  const { directory } = open({ theme: "purple", send_key: 7 });
  await directory.load();
  expect(directory.values.get()).toEqual({ theme: null, sendKey: "enter" });
});

it("applies a change at once, and reverts it when the server refuses", async () => {
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
