import type { ChatSession } from "@sardonyx/client";
import { useId } from "react";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { useCategories } from "@/features/shared/useCategories";
import { TextField } from "@/ui/Field";
import { titleOf } from "./listRows";

interface CategoryDialogProps {
  session: ChatSession;
  /** @param category null: none */
  onSave: (category: string | null) => void;
  onClose: () => void;
}

/** By which word a chat is found among the others: one of those in use, or a new one. */
export default function CategoryDialog({ session, onSave, onClose }: CategoryDialogProps) {
  const categories = useCategories({ withArchived: true });
  const known = useId();
  return (
    <FormDialog
      title="Category"
      description={titleOf(session)}
      button="Save"
      onSubmit={async (form) => {
        onSave(textIn(form, "category") || null);
        onClose();
      }}
      onClose={onClose}
    >
      <TextField
        label="Category"
        name="category"
        list={known}
        autoComplete="off"
        maxLength={100}
        defaultValue={session.category ?? ""}
        hint="A label to filter your chats by. Leave it empty for none."
      />
      <datalist id={known}>
        {categories.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
    </FormDialog>
  );
}
