import { expect, it } from "vitest";
import type { OwnTopicListener } from "../realtime/ownTopic.ts";
import type { Page, Project, TopicEvent } from "../wire.ts";
import { ProjectDirectory } from "./projectDirectory.ts";

const AT = "2026-11-20T12:00:00Z";

function project(id: string, name = id): Project {
  return { id, name, description: "", instructions: "", created_at: AT, updated_at: AT };
}

function open(...pages: Page<Project>[]) {
  let listener: OwnTopicListener | undefined;
  let at = 0;
  const directory = new ProjectDirectory({
    api: {
      projects: {
        list: async () => pages[at++] ?? { data: [], next_cursor: null },
        create: async ({ name }) => project("9", name),
        change: async (id, { name }) => project(id, name),
        remove: async () => undefined,
      },
    },
    ownTopic: {
      listen: (each) => {
        listener = each;
        return () => undefined;
      },
    },
  });
  const publish = (event: Partial<TopicEvent>) => listener?.onEvent({ seq: 1, ...event } as TopicEvent);
  const names = () => directory.list.get().projects.map((each) => each.name);
  return { directory, publish, names };
}

it("loads all pages", async () => {
  const { directory, names } = open(
    { data: [project("5"), project("4")], next_cursor: "more" },
    { data: [project("3")], next_cursor: null },
  );
  await directory.load();
  expect(names()).toEqual(["5", "4", "3"]);
});

it("applies events of other devices, each once", async () => {
  const { directory, publish, names } = open({ data: [project("5")], next_cursor: null });
  await directory.load();
  publish({ type: "project.created", data: { project: project("7") } });
  publish({ type: "project.created", data: { project: project("7") } });
  publish({ type: "project.updated", data: { project: project("5", "Five") } });
  expect(names()).toEqual(["7", "Five"]);
  publish({ type: "project.deleted", data: { project_id: "7" } });
  expect(names()).toEqual(["Five"]);
});

it("applies the user's own changes without waiting for events", async () => {
  const { directory, names } = open({ data: [project("5")], next_cursor: null });
  await directory.load();
  await directory.create({ name: "New" });
  await directory.change("5", { name: "Five" });
  expect(names()).toEqual(["New", "Five"]);
  await directory.remove("9");
  expect(names()).toEqual(["Five"]);
});
