import { TextField } from "@/ui/Field";
import { FormDialog, textIn } from "./FormDialog";

interface RenameDialogProps {
  /** What it is called until now. */
  name: string;
  /** Saves the new one. */
  onRename: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Gives somebody or something another name. */
export function RenameDialog({ name, onRename, onClose }: RenameDialogProps) {
  return (
    <FormDialog
      title={`Rename ${name}`}
      button="Rename"
      onSubmit={(form) => onRename(textIn(form, "name")).then(onClose)}
      onClose={onClose}
    >
      {(problemOf) => (
        <TextField
          label="Name"
          name="name"
          defaultValue={name}
          problem={problemOf("display_name") ?? problemOf("name")}
          maxLength={200}
          required
        />
      )}
    </FormDialog>
  );
}
