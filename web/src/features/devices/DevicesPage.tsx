import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone, SquareTerminal } from "lucide-react";
import { useState } from "react";
import { type LoginSession, sentenceOf } from "@/core";
import { Failure } from "@/features/shared/Failure";
import { useMe, useServices } from "@/features/shared/services";
import { fullTime, shortTime, useNow } from "@/features/shared/times";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { deviceOf } from "./deviceOf";

const KEY = ["login-sessions"];

export function DevicesPage() {
  const { api } = useServices();
  const logins = useQuery({ queryKey: KEY, queryFn: api.logins.list });
  return (
    <section aria-labelledby="devices">
      <div className="mb-5 flex flex-wrap items-start justify-between gap-4">
        <div>
          <h2 id="devices" className="text-xl font-semibold tracking-tight">
            Devices
          </h2>
          <p className="mt-1 text-sm text-soft">
            Where you are signed in. Sign out a device you do not know.
          </p>
        </div>
        <SignOutEverywhere />
      </div>
      {logins.isPending && <Spinner label="Loading devices" />}
      {logins.isError && <Failure error={logins.error} onAgain={logins.refetch} />}
      {logins.data && (
        <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
          {logins.data.data.map((login) => (
            <Device key={login.id} login={login} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Device({ login }: { login: LoginSession }) {
  const { api } = useServices();
  const queries = useQueryClient();
  const now = useNow();
  const isThis = useMe().login_session_id === login.id;
  const revoke = useMutation({
    mutationFn: () => api.logins.revoke(login.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const { name, kind } = deviceOf(login.user_agent ?? "");
  const Icon = { computer: Laptop, phone: Smartphone, program: SquareTerminal }[kind];
  const seen = new Date(login.last_seen_at);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
      <Icon className="size-5 shrink-0 text-soft" aria-hidden />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium" title={login.user_agent ?? ""}>
          {name}
          {isThis && (
            <span className="ml-2 rounded-full bg-accent/12 px-2 py-0.5 text-xs font-medium text-accent">
              This device
            </span>
          )}
        </p>
        <p className="truncate text-sm text-soft">
          {login.ip_address ? `${login.ip_address} · ` : ""}
          <time dateTime={login.last_seen_at} title={fullTime(seen)}>
            last seen {shortTime(seen, now)}
          </time>
        </p>
        {revoke.isError && <p className="mt-1 text-sm text-danger">{sentenceOf(revoke.error)}</p>}
      </div>
      {!isThis && (
        <Button
          size="small"
          isBusy={revoke.isPending}
          onClick={() => revoke.mutate()}
          aria-label={`Sign out ${name}`}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}

function SignOutEverywhere() {
  const { api, signOut } = useServices();
  const [isAsking, setAsking] = useState(false);
  const everywhere = useMutation({ mutationFn: () => signOut(() => api.logins.signOut("global")) });
  return (
    <>
      <Button onClick={() => setAsking(true)}>Sign out everywhere</Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Sign out everywhere?"
        description="This device too. You will need your password to sign in again."
      >
        {everywhere.isError && <Notice className="mb-4">{sentenceOf(everywhere.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={() => setAsking(false)}>
            Cancel
          </Button>
          <Button look="danger" isBusy={everywhere.isPending} onClick={() => everywhere.mutate()}>
            Sign out everywhere
          </Button>
        </div>
      </Dialog>
    </>
  );
}
