import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Plus, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Application } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { CopyButton } from "@/features/shared/CopyButton";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { type Secret, ShownOnce } from "@/features/shared/ShownOnce";
import { isAdministrator, useMe } from "@/features/shared/services";
import { Button, IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { ApplicationDialog } from "./ApplicationDialog";

const KEY = ["applications"];

export function ApplicationsPage() {
  const admin = useAdmin();
  const mayManage = isAdministrator(useMe());
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Application | "new" | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: KEY });

  const renew = (application: Application) => async () => {
    const made = await admin.applications.newSecret(application.id);
    setSecret(secretOf(made.name, made.secret));
  };

  return (
    <>
      <ListSection
        title="Applications"
        lead="What you build here. Pages use the publishable key, your own servers the secret."
        queryKey={KEY}
        load={admin.applications.list}
        empty="There is none yet."
        action={
          mayManage && (
            <Button look="primary" onClick={() => setEdited("new")}>
              <Plus aria-hidden />
              Make an application
            </Button>
          )
        }
      >
        {(application) => (
          <ListItem
            key={application.id}
            name={application.name}
            note={<code className="text-xs">{application.publishable_key}</code>}
            badge={
              <>
                {application.is_workspace && <Badge>your own people</Badge>}
                {application.sign_up_enabled && <Badge>open to sign up</Badge>}
                {!application.is_active && <Badge>deactivated</Badge>}
              </>
            }
          >
            <CopyButton text={application.publishable_key} label={`Copy the key of ${application.name}`} />
            {mayManage && !application.is_workspace && (
              <Menu
                trigger={
                  <IconButton label={`More about ${application.name}`}>
                    <Ellipsis />
                  </IconButton>
                }
              >
                <MenuItem onSelect={() => setEdited(application)}>
                  <Settings2 aria-hidden />
                  Settings
                </MenuItem>
                <MenuItem
                  onSelect={() =>
                    setQuestion({
                      title: `Another secret for ${application.name}?`,
                      lead: "The one before ends at once: servers that use it are refused until they have the new one.",
                      yes: "Make another secret",
                      run: renew(application),
                    })
                  }
                >
                  <KeyRound aria-hidden />
                  Another secret
                </MenuItem>
                <MenuSeparator />
                <MenuItem
                  isDanger
                  onSelect={() =>
                    setQuestion({
                      title: `Delete ${application.name}?`,
                      lead: "Its users go with it, and all that is theirs. This cannot be taken back.",
                      yes: "Delete",
                      run: () => admin.applications.remove(application.id).then(again),
                    })
                  }
                >
                  <Trash2 aria-hidden />
                  Delete
                </MenuItem>
              </Menu>
            )}
          </ListItem>
        )}
      </ListSection>
      {edited && (
        <ApplicationDialog
          application={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={(made) => {
            setEdited(null);
            setSecret(made && secretOf(made.name, made.secret));
            void again();
          }}
        />
      )}
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
      {secret && <ShownOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function secretOf(name: string, value: string): Secret {
  return {
    title: `The secret of ${name}`,
    lead: "For your own servers only. Copy it now: it is shown only this once.",
    value,
  };
}
