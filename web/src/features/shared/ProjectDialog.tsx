import type { Project } from "@sardonyx/client";
import { AreaField, TextField } from "@/ui/Field";
import { FormDialog, textIn } from "./FormDialog";
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
  async function save(form: FormData) {
    const draft = { name: textIn(form, "name"), instructions: textIn(form, "instructions") };
    if (project) {
      await projects.change(project.id, draft);
    } else {
      onDone?.(await projects.create(draft));
    }
    onClose();
  }
  return (
    <FormDialog
      title={project ? "Edit project" : "New project"}
      button={project ? "Save" : "Create"}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" name="name" defaultValue={project?.name} maxLength={200} required autoFocus />
      <AreaField
        label="Instructions"
        name="instructions"
        rows={6}
        defaultValue={project?.instructions}
        hint="Instructions for every answer in this project: audience, background, tone."
        maxLength={100_000}
      />
    </FormDialog>
  );
}
