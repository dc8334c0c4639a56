import type { Project } from "@sardonyx/client";
import { useNavigate } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { ConfirmDialog } from "@/features/shared/ConfirmDialog";
import { PageHeader } from "@/features/shared/PageHeader";
import { projectChats, projectComposer } from "@/features/shared/projectSlots";
import { useServices, useStore } from "@/features/shared/services";
import { SlotParts } from "@/features/shared/slots";
import { Button } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";

const ProjectDialog = lazy(() => import("@/features/shared/ProjectDialog"));

/** A project: where a chat in it begins, and its chats. */
export function ProjectPage({ id }: { id: string }) {
  const { projects } = useServices();
  const list = useStore(projects.list);
  const project = list.projects.find((each) => each.id === id);
  if (!project) {
    return (
      <>
        <PageHeader title="Project" isQuiet />
        <div className="flex flex-1 items-center justify-center px-6 pb-24 text-center text-soft">
          {list.status === "ready" ? (
            <p>Project not found. It may have been deleted.</p>
          ) : (
            <Spinner label="Loading project" />
          )}
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeader title={project.name} isQuiet />
      <div className="mx-auto flex min-h-0 w-full max-w-2xl flex-1 flex-col px-4 pt-6">
        <Head project={project} />
        <SlotParts slot={projectComposer} props={{ projectId: id }} />
        <div className="-mx-2 mt-4 flex min-h-40 flex-1 flex-col">
          <SlotParts slot={projectChats} props={{ projectId: id }} />
        </div>
      </div>
    </>
  );
}

function Head({ project }: { project: Project }) {
  const { projects } = useServices();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
  return (
    <div className="mb-5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-2xl font-semibold tracking-tight text-balance wrap-anywhere">{project.name}</h2>
          <p className="mt-1 line-clamp-3 text-sm text-soft">
            {project.instructions ||
              "No instructions yet. Edit project to add instructions for every answer in it."}
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="small" onClick={() => setDialog("edit")}>
            <Pencil aria-hidden />
            Edit
          </Button>
          <Button size="small" look="quiet" onClick={() => setDialog("delete")}>
            <Trash2 aria-hidden />
            Delete
          </Button>
        </div>
      </div>
      {dialog === "edit" && (
        <Suspense>
          <ProjectDialog project={project} onClose={() => setDialog(null)} />
        </Suspense>
      )}
      {dialog === "delete" && (
        <ConfirmDialog
          question={{
            title: `Delete ${project.name}?`,
            lead: "Its chats are kept outside the project. Its instructions are deleted.",
            yes: "Delete",
            run: async () => {
              await projects.remove(project.id);
              await navigate({ to: "/" });
            },
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
