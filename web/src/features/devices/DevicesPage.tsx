import { errorMessage, type LoginSession } from "@sardonyx/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone, SquareTerminal } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/features/shared/ConfirmDialog";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { useMe, useServices } from "@/features/shared/services";
import { fullTime, shortTime, useNow } from "@/features/shared/times";
import { Button } from "@/ui/Button";
import { deviceOf } from "./deviceOf";

const KEY = ["login-sessions"];

export function DevicesPage() {
  const { api } = useServices();
  return (
    <ListSection
      title="Devices"
      lead="Devices where you are signed in. Sign out any device you do not recognize."
      queryKey={KEY}
      load={api.logins.list}
      empty="No devices."
      action={<SignOutEverywhere />}
    >
      {(login) => <Device key={login.id} login={login} />}
    </ListSection>
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
    <ListItem
      name={
        <>
          <Icon className="size-5 shrink-0 text-soft" aria-hidden />
          <span title={login.user_agent ?? ""}>{name}</span>
        </>
      }
      badge={isThis && <Badge>This device</Badge>}
      note={
        <>
          {login.ip_address ? `${login.ip_address} · ` : ""}
          <time dateTime={login.last_seen_at} title={fullTime(seen)}>
            last seen {shortTime(seen, now)}
          </time>
          {revoke.isError && <span className="block text-danger">{errorMessage(revoke.error)}</span>}
        </>
      }
    >
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
    </ListItem>
  );
}

function SignOutEverywhere() {
  const { api, signOut } = useServices();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Sign out everywhere</Button>
      {isAsking && (
        <ConfirmDialog
          question={{
            title: "Sign out everywhere?",
            lead: "Including this device. You need your password to sign in again.",
            yes: "Sign out everywhere",
            run: () => signOut(() => api.logins.signOut("global")),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
