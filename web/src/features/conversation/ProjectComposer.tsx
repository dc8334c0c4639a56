import { NewChatComposer } from "./NewChatComposer";

/** Begins a chat in a project, on the project's page. */
export function ProjectComposer({ projectId }: { projectId: string }) {
  return <NewChatComposer projectId={projectId} placeholder="Start a chat in this project" />;
}
