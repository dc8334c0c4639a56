import { type ChatSession, errorMessage } from "@sardonyx/client";
import { useMutation } from "@tanstack/react-query";
import { Check, Folder, FolderX } from "lucide-react";
import type { ReactNode } from "react";
import { useServices, useStore } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { titleOf } from "./listRows";

/** Into which project a chat goes, or out of all. */
export default function MoveDialog({ session, onClose }: { session: ChatSession; onClose: () => void }) {
  const { directory, projects } = useServices();
  const { projects: all } = useStore(projects.list);
  const move = useMutation({
    mutationFn: (project: string | null) => directory.moveTo(session, project),
    onSuccess: onClose,
  });
  const choice = (id: string | null, name: string, icon: ReactNode) => (
    <li key={id ?? "none"}>
      <Button
        look="quiet"
        className="w-full justify-start! text-ink!"
        disabled={move.isPending}
        aria-pressed={session.project_id === id}
        onClick={() => move.mutate(id)}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate text-left">{name}</span>
        {session.project_id === id && <Check aria-hidden />}
      </Button>
    </li>
  );
  return (
    <Dialog isOpen onClose={onClose} title="Move to project" description={titleOf(session)}>
      {move.error && <Notice className="mb-3">{errorMessage(move.error)}</Notice>}
      {all.length === 0 && (
        <p className="text-sm text-soft">No projects yet. Create one with + next to “Projects”.</p>
      )}
      <ul className="-m-1 max-h-[50dvh] overflow-y-auto p-1">
        {all.map((project) => choice(project.id, project.name, <Folder aria-hidden />))}
        {session.project_id && choice(null, "No project", <FolderX aria-hidden />)}
      </ul>
    </Dialog>
  );
}
