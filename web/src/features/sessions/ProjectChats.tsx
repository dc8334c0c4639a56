import { useServices } from "@/features/shared/services";
import { SessionListView } from "./SessionListView";

/** A project's chats, on the project's page. */
export function ProjectChats({ projectId }: { projectId: string }) {
  const { directory } = useServices();
  return (
    <SessionListView
      store={directory.inProject(projectId)}
      label="Chats in this project"
      empty="No chats yet. Chats you start here belong to this project."
    />
  );
}
