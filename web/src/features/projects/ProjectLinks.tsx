import { Link, useNavigate } from "@tanstack/react-router";
import { Folder, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useServices, useStore } from "@/features/shared/services";
import { Button, IconButton } from "@/ui/Button";
import { cn } from "@/ui/cn";

import { useChatDrop } from "./useChatDrop";

const ProjectDialog = lazy(() => import("@/features/shared/ProjectDialog"));

/** So many stand there before one asks for all. */
const FEW = 5;

/** The person's projects, each a way to its page. */
export function ProjectLinks() {
  const { projects } = useServices();
  const { projects: all } = useStore(projects.list);
  const [isAdding, setAdding] = useState(false);
  const [isAll, setAll] = useState(false);
  const navigate = useNavigate();
  const { isDragging, over, dropTarget } = useChatDrop();
  const shown = isAll ? all : all.slice(0, FEW);
  return (
    <nav aria-label="Projects" className="max-h-[40dvh] shrink-0 overflow-y-auto px-2">
      <div className="flex items-center justify-between pr-1 pl-2">
        <h2 className="text-xs font-medium text-faint">Projects</h2>
        <IconButton label="New project" className="size-7!" onClick={() => setAdding(true)}>
          <Plus />
        </IconButton>
      </div>
      <ul>
        {shown.map((project) => (
          <li key={project.id}>
            <Link
              to="/projects/$id"
              params={{ id: project.id }}
              {...dropTarget(project)}
              className={cn(
                "flex h-9 items-center gap-2 rounded-lg px-2 text-sm hover:bg-hover",
                // A border on all that would take it, a ground on the one that it is over.
                isDragging && "outline-1 -outline-offset-1 outline-accent outline-dashed",
                over === project.id && "bg-accent/15",
              )}
              activeProps={{ className: "bg-hover font-medium", "aria-current": "page" }}
            >
              <Folder className="size-4 shrink-0 text-soft" aria-hidden />
              <span className="truncate">{project.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      {all.length > FEW && (
        <Button
          size="small"
          look="quiet"
          className="w-full justify-start! px-2!"
          onClick={() => setAll(!isAll)}
        >
          {isAll ? "Show fewer" : `Show all ${all.length}`}
        </Button>
      )}
      {isAdding && (
        <Suspense>
          <ProjectDialog
            project={null}
            onClose={() => setAdding(false)}
            onDone={(project) => void navigate({ to: "/projects/$id", params: { id: project.id } })}
          />
        </Suspense>
      )}
    </nav>
  );
}
