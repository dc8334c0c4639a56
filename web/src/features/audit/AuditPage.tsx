import { X } from "lucide-react";
import { useState } from "react";
import type { AuditEvent } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { fullTime } from "@/features/shared/times";
import { useSettled } from "@/features/shared/useSettled";
import { Button } from "@/ui/Button";
import { type Actor, AuditFilter, type Days } from "./AuditFilter";
import { inWords } from "./actions";

export function AuditPage() {
  const admin = useAdmin();
  const [action, setAction] = useState("");
  const [days, setDays] = useState<Days>({ first: "", last: "" });
  const [actor, setActor] = useState<Actor | null>(null);
  const wanted = {
    action: useSettled(action.trim()) || null,
    app_user_id: actor?.id ?? null,
    since: midnight(days.first, 0),
    until: midnight(days.last, 1),
  };
  const isFiltered = Object.values(wanted).some((each) => each !== null);
  return (
    <ListSection
      title="Audit log"
      lead="What was done in your organization, by whom, from where."
      queryKey={["audit", wanted]}
      load={(cursor) => admin.audit({ ...wanted, cursor })}
      empty={isFiltered ? "Nothing of the kind was done." : "Nothing was done yet."}
      above={
        <>
          <AuditFilter action={action} onAction={setAction} days={days} onDays={setDays} />
          {actor && (
            <p className="mb-3 flex flex-wrap items-center gap-2 text-sm text-soft">
              Only what {actor.name} did.
              <Button size="small" onClick={() => setActor(null)}>
                <X aria-hidden />
                Everybody's
              </Button>
            </p>
          )}
        </>
      }
    >
      {(event) => <Entry key={event.id} event={event} onActor={setActor} />}
    </ListSection>
  );
}

function Entry({ event, onActor }: { event: AuditEvent; onActor: (actor: Actor) => void }) {
  const { app_user_id: id, actor_name, target_type, target_id, target_name } = event;
  const name = actor_name ?? "somebody who is gone";
  return (
    <ListItem
      name={inWords(event.action)}
      note={
        <>
          {fullTime(new Date(event.at))}
          {id && (
            <>
              {" · "}
              <button
                type="button"
                title={`Only what ${name} did`}
                className="text-ink underline decoration-line underline-offset-4 hover:decoration-current"
                onClick={() => onActor({ id, name })}
              >
                {name}
              </button>
            </>
          )}
          {detailsOf(event)}
          {target_type && (
            <span className="block">
              {inWords(target_type)}: {target_name ?? <code className="text-xs">{target_id}</code>}
            </span>
          )}
          <code className="mt-0.5 block text-xs">{event.action}</code>
        </>
      }
      badge={event.ip_address && <Badge>{event.ip_address}</Badge>}
    />
  );
}

function detailsOf(event: AuditEvent): string {
  const facts = Object.entries(event.details).map(([name, value]) => `${name}: ${String(value)}`);
  return facts.length === 0 ? "" : ` · ${facts.join(", ")}`;
}

/** So many days after the one that a field says, here; null when it says none that is known. */
function midnight(day: string, later: number): string | null {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + later);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
