import type { Api } from "../http/api.ts";
import { errorMessage } from "../problem.ts";
import type { OwnTopic } from "../realtime/ownTopic.ts";
import { Store } from "../store.ts";
import type { Project, ProjectDraft, TopicEvent } from "../wire.ts";

export interface ProjectList {
  readonly status: "idle" | "loading" | "ready" | "failed";
  /** Newest first. */
  readonly projects: readonly Project[];
  readonly problem: string | null;
}

export interface ProjectPorts {
  readonly api: Pick<Api, "projects">;
  readonly ownTopic: Pick<OwnTopic, "listen">;
}

const PAGE = 100;
/** No more projects than this are loaded. */
const MOST = 500;

/** The user's projects, kept current by the events of their own topic. */
export class ProjectDirectory {
  readonly list = new Store<ProjectList>({ status: "idle", projects: [], problem: null });
  readonly #api: Pick<Api, "projects">;

  constructor({ api, ownTopic }: ProjectPorts) {
    this.#api = api;
    ownTopic.listen({
      onEvent: (event) => this.list.update((list) => withProjectEvent(list, event)),
      onStale: () => {
        if (this.list.get().status !== "idle") {
          void this.load();
        }
      },
    });
  }

  async load(): Promise<void> {
    this.list.update((list) => ({ ...list, status: list.status === "ready" ? "ready" : "loading" }));
    try {
      const projects: Project[] = [];
      let cursor: string | null = null;
      do {
        const page = await this.#api.projects.list({ cursor, limit: PAGE });
        projects.push(...page.data);
        cursor = page.next_cursor;
      } while (cursor && projects.length < MOST);
      this.list.set({ status: "ready", projects, problem: null });
    } catch (error) {
      this.list.update((list) => ({ ...list, status: "failed", problem: errorMessage(error) }));
    }
  }

  async create(draft: ProjectDraft): Promise<Project> {
    const project = await this.#api.projects.create(draft);
    this.list.update((list) => withProject(list, project));
    return project;
  }

  async change(id: string, draft: Partial<ProjectDraft>): Promise<void> {
    const project = await this.#api.projects.change(id, draft);
    this.list.update((list) => withProject(list, project));
  }

  async remove(id: string): Promise<void> {
    await this.#api.projects.remove(id);
    this.list.update((list) => withoutProject(list, id));
  }
}

function withProjectEvent(list: ProjectList, event: TopicEvent): ProjectList {
  switch (event.type) {
    case "project.created":
    case "project.updated":
      return withProject(list, event.data.project);
    case "project.deleted":
      return withoutProject(list, event.data.project_id);
    default:
      return list;
  }
}

/** Events have the whole project, so adding one twice changes nothing. */
function withProject(list: ProjectList, project: Project): ProjectList {
  const others = list.projects.filter((each) => each.id !== project.id);
  // Ids (UUID version 7) sort by time.
  const projects = [...others, project].sort((one, other) => (one.id < other.id ? 1 : -1));
  return { ...list, projects };
}

function withoutProject(list: ProjectList, id: string): ProjectList {
  return { ...list, projects: list.projects.filter((each) => each.id !== id) };
}
