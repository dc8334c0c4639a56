import type { ApiKey } from "@sardonyx/client";
import { useQueryClient } from "@tanstack/react-query";
import { KeyRound, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { ListItem, ListSection } from "@/features/shared/ListSection";
import { OneTimeSecret, type Secret } from "@/features/shared/OneTimeSecret";
import { useMe, useServices } from "@/features/shared/services";
import { daysLater, fullTime } from "@/features/shared/times";
import { Button, IconButton } from "@/ui/Button";
import { CheckField, SelectField, TextField } from "@/ui/Field";

const KEY = ["api-keys"];

export function ApiKeysPage() {
  const admin = useAdmin();
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: KEY });
  return (
    <>
      <ListSection
        title="API keys"
        lead="Programs use API keys to act on your behalf, limited to the scopes of the key and to your own permissions."
        queryKey={KEY}
        load={admin.keys.list}
        empty="No API keys yet."
        action={
          <Button look="primary" onClick={() => setMaking(true)}>
            <KeyRound aria-hidden />
            Create API key
          </Button>
        }
      >
        {(key) => (
          <ListItem key={key.id} name={key.name} note={noteOf(key)}>
            <IconButton
              label={`Revoke ${key.name}`}
              onClick={() =>
                setQuestion({
                  title: `Revoke ${key.name}?`,
                  lead: "Programs that use it lose access immediately.",
                  yes: "Revoke",
                  run: () => admin.keys.remove(key.id).then(again),
                })
              }
            >
              <Trash2 />
            </IconButton>
          </ListItem>
        )}
      </ListSection>
      {isMaking && (
        <NewKeyDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
            void again();
          }}
        />
      )}
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
      {secret && <OneTimeSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function noteOf(key: ApiKey): string {
  const used = key.last_used_at ? `last used ${fullTime(new Date(key.last_used_at))}` : "never used";
  const ends = key.expires_at ? ` · ends ${fullTime(new Date(key.expires_at))}` : "";
  return `${key.prefix}… · ${key.scopes.join(", ")} · ${used}${ends}`;
}

function NewKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: Secret) => void }) {
  const admin = useAdmin();
  const { permissions } = useMe();
  const { clock } = useServices();
  async function make(form: FormData) {
    const days = Number(form.get("days"));
    const made = await admin.keys.create({
      name: textIn(form, "name"),
      scopes: permissions.filter((scope) => form.has(scope)),
      ...(days > 0 ? { expires_at: daysLater(clock.now(), days).toISOString() } : {}),
    });
    onMade({ title: made.name, lead: "Copy it now. It is not shown again.", value: made.key });
  }
  return (
    <FormDialog title="Create API key" button="Create API key" onSubmit={make} onClose={onClose}>
      <TextField label="Name" name="name" maxLength={200} hint="What it is for." required />
      <fieldset className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <legend className="mb-1.5 text-sm font-medium">Scopes</legend>
        {permissions.map((scope) => (
          <CheckField key={scope} label={scope} name={scope} />
        ))}
      </fieldset>
      <SelectField label="Ends" name="days" defaultValue="90">
        <option value="30">in 30 days</option>
        <option value="90">in 90 days</option>
        <option value="365">in a year</option>
        <option value="0">never</option>
      </SelectField>
    </FormDialog>
  );
}
