import { type Application, errorMessage } from "@sardonyx/client";
import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Power, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { APPLICATIONS_KEY } from "@/features/shared/currentApplication";
import { OneTimeSecret, type Secret } from "@/features/shared/OneTimeSecret";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { useToast } from "@/ui/Toasts";
import { ApplicationDialog } from "./ApplicationDialog";
import { secretOf } from "./applications";

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
          <IconButton label={`Actions for ${application.name}`}>
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
          Rotate secret
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
              setActive(true).catch((error: unknown) => toast({ text: errorMessage(error) }));
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
      {secret && <OneTimeSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function renewalOf({ name }: Application) {
  return {
    title: `Rotate the secret of ${name}?`,
    lead: "The current secret stops working immediately. Servers that use it are refused until they have the new one.",
    yes: "Rotate secret",
  };
}

function deactivationOf({ name }: Application) {
  return {
    title: `Deactivate ${name}?`,
    lead: "All its users and keys lose access immediately. Nothing is deleted.",
    yes: "Deactivate",
  };
}

function deletionOf({ name }: Application) {
  return {
    title: `Delete ${name}?`,
    lead: "Its users, their data and its team are deleted too. This cannot be undone.",
    yes: "Delete",
  };
}
