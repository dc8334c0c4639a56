import { errorMessage } from "@sardonyx/client";
import { useMutation } from "@tanstack/react-query";
import { Check, Folder, FolderX } from "lucide-react";
import type { ReactNode } from "react";
import { useServices, useStore } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";

interface MoveDialogProps {
  /** What is moved. */
  description: string;
  /** The project that it is in; null: none, undefined: several. */
  current: string | null | undefined;
  onMove: (project: string | null) => Promise<void>;
  onClose: () => void;
}

/** Into which project chats go, or out of all. */
export default function MoveDialog({ description, current, onMove, onClose }: MoveDialogProps) {
  const { projects } = useServices();
  const { projects: all } = useStore(projects.list);
  const move = useMutation({ mutationFn: onMove, onSuccess: onClose });
  const choice = (id: string | null, name: string, icon: ReactNode) => (
    <li key={id ?? "none"}>
      <Button
        look="quiet"
        className="w-full justify-start! text-ink!"
        disabled={move.isPending}
        aria-pressed={current === id}
        onClick={() => move.mutate(id)}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate text-left">{name}</span>
        {current === id && <Check aria-hidden />}
      </Button>
    </li>
  );
  return (
    <Dialog isOpen onClose={onClose} title="Move to project" description={description}>
      {move.error && <Notice className="mb-3">{errorMessage(move.error)}</Notice>}
      {all.length === 0 && (
        <p className="text-sm text-soft">No projects yet. Create one with + next to “Projects”.</p>
      )}
      <ul className="-m-1 max-h-[50dvh] overflow-y-auto p-1">
        {all.map((project) => choice(project.id, project.name, <Folder aria-hidden />))}
        {current !== null && choice(null, "No project", <FolderX aria-hidden />)}
      </ul>
    </Dialog>
  );
}
