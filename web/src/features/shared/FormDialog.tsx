import { errorMessage, fieldProblem } from "@sardonyx/client";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";

interface FormDialogProps {
  title: string;
  description?: string;
  /** What sends it. */
  button: string;
  /** What leaves it, where that is more than to change nothing. */
  cancel?: string;
  /** Does what is asked for, and goes on from there. What it throws is said, and one can try again. */
  onSubmit: (form: FormData) => Promise<unknown>;
  onClose: () => void;
  /** The fields. Each may say what the server has against it, by the name it has there. */
  children: ReactNode | ((problemOf: (field: string) => string | null) => ReactNode);
}

/** A form over the page: its fields, what is wrong, and the two ways out. */
export function FormDialog({
  title,
  description,
  button,
  cancel = "Cancel",
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const send = useMutation({ mutationFn: onSubmit });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // What is around the dialog hears of it, too: a form there is not meant.
    event.stopPropagation();
    send.mutate(new FormData(event.currentTarget));
  }

  return (
    <Dialog isOpen onClose={onClose} title={title} {...(description ? { description } : {})}>
      <form onSubmit={submit}>
        <div className="grid gap-4 pb-1">
          {typeof children === "function" ? children((field) => fieldProblem(send.error, field)) : children}
        </div>
        {/* A long form is scrolled under its buttons, and what is wrong is seen without looking for it. */}
        <div className="sticky bottom-0 -mx-1 -mb-5 grid gap-4 bg-page px-1 pt-3 pb-5 sm:-mb-6 sm:pb-6">
          {send.error && <Notice>{errorMessage(send.error)}</Notice>}
          <div className="flex flex-wrap justify-end gap-2">
            <Button look="quiet" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" look="primary" isBusy={send.isPending}>
              {button}
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}

/** What stands in a field, without the blanks around it; nothing where the form has no such field. */
export function textIn(form: FormData, field: string): string {
  return String(form.get(field) ?? "").trim();
}
