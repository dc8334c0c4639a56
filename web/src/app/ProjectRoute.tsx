import { useParams } from "@tanstack/react-router";
import { NewChatComposer } from "@/features/conversation/NewChatComposer";
import { ProjectPage } from "@/features/projects/ProjectPage";
import { SessionListView } from "@/features/sessions/SessionListView";
import { useServices } from "@/features/shared/services";

/** A project: where a chat in it begins, and those that it has. */
export function ProjectRoute() {
  const { id } = useParams({ from: "/inside/projects/$id" });
  const { directory } = useServices();
  return (
    <ProjectPage
      key={id}
      id={id}
      composer={<NewChatComposer projectId={id} placeholder="Start a chat in this project" />}
      chats={
        <SessionListView
          store={directory.inProject(id)}
          label="Chats in this project"
          empty="No chats yet. Chats you start here belong to this project."
        />
      }
    />
  );
}
