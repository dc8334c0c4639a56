import { expect, it, vi } from "vitest";
import { OwnTopic } from "./ownTopic.ts";
import type { TopicListener } from "./topicListener.ts";

it("the listeners of the own topic share one subscription, and leave it one by one", () => {
  const close = vi.fn();
  const subscribe = vi.fn((_topic: string, _afterSeq: number | null, _listener: TopicListener) => ({
    skipTo: () => undefined,
    close,
  }));
  const own = new OwnTopic({ subscribe });
  const [first, second] = [vi.fn(), vi.fn()];
  const leave = own.listen({ onEvent: first, onStale: () => undefined });
  own.listen({ onEvent: second, onStale: () => undefined });
  own.open("u");
  own.open("u");
  expect(subscribe).toHaveBeenCalledTimes(1);
  expect(subscribe.mock.calls[0]?.slice(0, 2)).toEqual(["app_user:u", null]);
  const listener = subscribe.mock.calls[0]?.[2];
  const event = { type: "project.deleted", seq: 1, data: { project_id: "p" } } as const;
  listener?.onEvent(event);
  leave();
  listener?.onEvent(event);
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(2);
  own.close();
  expect(close).toHaveBeenCalledTimes(1);
});
