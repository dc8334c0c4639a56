import { type FormEvent, useId } from "react";
import { type ChatSession, categoriesOf } from "@/core";
import { useServices, useStore } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
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
  const { directory } = useServices();
  const { sessions: active } = useStore(directory.active);
  const { sessions: archived } = useStore(directory.archived);
  const known = useId();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSave(String(new FormData(event.currentTarget).get("category")).trim() || null);
    onClose();
  }

  return (
    <Dialog isOpen onClose={onClose} title="Category" description={titleOf(session)}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label="Category"
          name="category"
          list={known}
          autoComplete="off"
          maxLength={100}
          defaultValue={session.category ?? ""}
          hint="A word of your own, by which you filter your chats. Leave it empty for none."
        />
        <datalist id={known}>
          {categoriesOf(active, archived).map((category) => (
            <option key={category} value={category} />
          ))}
        </datalist>
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
