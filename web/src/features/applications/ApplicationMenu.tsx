import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Power, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { type Application, sentenceOf } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { type Secret, ShownOnce } from "@/features/shared/ShownOnce";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { useToast } from "@/ui/Toasts";
import { ApplicationDialog } from "./ApplicationDialog";
import { APPLICATIONS_KEY, secretOf } from "./applications";

/** What can be done with an application, the Workspace excepted, which stays as it is. */
export function ApplicationMenu({
  application,
  onDeleted,
}: {
  application: Application;
  /** Before it is gone from what is shown. */
  onDeleted?: () => Promise<void>;
}) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const toast = useToast();
  const [isEdited, setEdited] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: APPLICATIONS_KEY });

  async function renew() {
    const made = await admin.applications.newSecret(application.id);
    setSecret(secretOf(made.name, made.secret));
  }

  async function setActive(isActive: boolean) {
    await admin.applications.change(application.id, { is_active: isActive });
    await again();
  }

  async function remove() {
    await admin.applications.remove(application.id);
    await onDeleted?.();
    await again();
  }

  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More about ${application.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setEdited(true)}>
          <Settings2 aria-hidden />
          Settings
        </MenuItem>
        <MenuItem onSelect={() => setQuestion({ ...renewalOf(application), run: renew })}>
          <KeyRound aria-hidden />
          Another secret
        </MenuItem>
        {application.is_active ? (
          <MenuItem
            onSelect={() => setQuestion({ ...deactivationOf(application), run: () => setActive(false) })}
          >
            <Power aria-hidden />
            Deactivate
          </MenuItem>
        ) : (
          <MenuItem
            onSelect={() => {
              setActive(true).catch((error: unknown) => toast({ text: sentenceOf(error) }));
            }}
          >
            <Power aria-hidden />
            Activate
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem isDanger onSelect={() => setQuestion({ ...deletionOf(application), run: remove })}>
          <Trash2 aria-hidden />
          Delete
        </MenuItem>
      </Menu>
      {isEdited && (
        <ApplicationDialog
          application={application}
          onClose={() => setEdited(false)}
          onSaved={() => {
            setEdited(false);
            void again();
          }}
        />
      )}
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
      {secret && <ShownOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function renewalOf({ name }: Application) {
  return {
    title: `Another secret for ${name}?`,
    lead: "The one before ends at once: servers that use it are refused until they have the new one.",
    yes: "Make another secret",
  };
}

function deactivationOf({ name }: Application) {
  return {
    title: `Deactivate ${name}?`,
    lead: "Everybody who uses it is refused at once, and its keys with them. Nothing is deleted.",
    yes: "Deactivate",
  };
}

function deletionOf({ name }: Application) {
  return {
    title: `Delete ${name}?`,
    lead: "Its users go with it and all that is theirs, and so does its team. This cannot be taken back.",
    yes: "Delete",
  };
}
