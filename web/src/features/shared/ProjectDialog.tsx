import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { type Project, type ProjectDraft, sentenceOf } from "@/core";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { AreaField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { useServices } from "./services";

interface ProjectDialogProps {
  /** Null: a new one. */
  project: Project | null;
  onClose: () => void;
  /** What was made. */
  onDone?: (project: Project) => void;
}

export default function ProjectDialog({ project, onClose, onDone }: ProjectDialogProps) {
  const { projects } = useServices();
  const save = useMutation({
    mutationFn: async (draft: ProjectDraft) => {
      if (project) {
        await projects.change(project.id, draft);
      } else {
        onDone?.(await projects.create(draft));
      }
    },
    onSuccess: onClose,
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      name: String(form.get("name")).trim(),
      instructions: String(form.get("instructions")).trim(),
    });
  }

  return (
    <Dialog isOpen onClose={onClose} title={project ? "Edit the project" : "New project"}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label="Name" name="name" defaultValue={project?.name} maxLength={200} required autoFocus />
        <AreaField
          label="Instructions"
          name="instructions"
          rows={6}
          defaultValue={project?.instructions}
          hint="What every answer in this project is told: who it is for, what it should know, how it should sound."
          maxLength={100_000}
        />
        {save.error && <Notice>{sentenceOf(save.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {project ? "Save" : "Create"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
