import { errorMessage, Problem, type ShareLink } from "@sardonyx/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2, Link2Off } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { CheckField, SelectField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { ConfirmDialog } from "./ConfirmDialog";
import { CopyButton } from "./CopyButton";
import { useServices } from "./services";
import { daysLater, fullTime } from "./times";

/** The secret link to a chat: made, shown once, revoked. */
export function ShareLinkPart({ sessionId }: { sessionId: string }) {
  const { api, clock } = useServices();
  const queries = useQueryClient();
  const key = ["share-link", sessionId];
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const link = useQuery({
    queryKey: key,
    queryFn: () =>
      api.sharing.get(sessionId).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) {
          return null;
        }
        throw error;
      }),
  });
  const make = useMutation({
    mutationFn: (wanted: { requires_login: boolean; expires_at: string | null }) =>
      api.sharing.create(sessionId, wanted),
    onSuccess: (made) => {
      setSecret(made.token);
      queries.setQueryData(key, made);
    },
  });
  const problem = link.error ?? make.error;

  async function revoke() {
    await api.sharing.revoke(sessionId);
    setSecret(null);
    queries.setQueryData(key, null);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days"));
    make.mutate({
      requires_login: !form.has("anyone"),
      expires_at: days > 0 ? daysLater(clock.now(), days).toISOString() : null,
    });
  }

  return (
    <section aria-label="Secret link" className="mt-6 border-t border-line pt-5">
      <h3 className="text-sm font-medium">Secret link</h3>
      <p className="mt-1 mb-3 text-sm text-soft">
        Anyone with the link can read this chat, including new messages, until you revoke it.
      </p>
      {problem && <Notice className="mb-3">{errorMessage(problem)}</Notice>}
      {secret && <Secret address={`${location.origin}/shared/${secret}`} />}
      {link.data ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-soft">{sentenceAbout(link.data)}</p>
          <Button size="small" onClick={() => setAsking(true)}>
            <Link2Off aria-hidden />
            Revoke link
          </Button>
        </div>
      ) : (
        <form className="grid gap-3" onSubmit={submit}>
          <CheckField label="Also for people who are not signed in" name="anyone" />
          <div className="flex flex-wrap items-end justify-between gap-3">
            <SelectField label="Expires after" name="days" defaultValue="30">
              <option value="1">A day</option>
              <option value="7">A week</option>
              <option value="30">A month</option>
              <option value="0">Never</option>
            </SelectField>
            <Button type="submit" isBusy={make.isPending} disabled={link.isPending}>
              <Link2 aria-hidden />
              Create link
            </Button>
          </div>
        </form>
      )}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: "Revoke the link?",
            lead: "People with the link lose access immediately. You can create a new link.",
            yes: "Revoke",
            run: revoke,
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function Secret({ address }: { address: string }) {
  return (
    <div className="mb-3">
      <div className="flex items-center gap-2 rounded-lg border border-line bg-surface py-1 pr-1 pl-3">
        <span className="min-w-0 flex-1 truncate text-sm">{address}</span>
        <CopyButton text={address} label="Copy the link" />
      </div>
      <p className="mt-1.5 text-sm text-soft">Copy it now. It is not shown again.</p>
    </div>
  );
}

function sentenceAbout({ requires_login, expires_at }: ShareLink): string {
  const who = requires_login ? "For people in your organization" : "For anyone with the link";
  return expires_at ? `${who}, until ${fullTime(new Date(expires_at))}` : who;
}
