import type { AuditEvent } from "@sardonyx/client";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import type { Days } from "@/features/shared/DayFields";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { PersonButton, PersonFilter, type PersonRef } from "@/features/shared/PersonFilter";
import { fullTime } from "@/features/shared/times";
import { useDebouncedValue } from "@/features/shared/useDebouncedValue";
import { AuditFilter } from "./AuditFilter";
import { inWords } from "./actions";

export function AuditPage() {
  const admin = useAdmin();
  const [action, setAction] = useState("");
  const [days, setDays] = useState<Days>({ first: "", last: "" });
  const [actor, setActor] = useState<PersonRef | null>(null);
  const wanted = {
    action: useDebouncedValue(action.trim()) || null,
    app_user_id: actor?.id ?? null,
    since: midnight(days.first, 0),
    until: midnight(days.last, 1),
  };
  const isFiltered = Object.values(wanted).some((each) => each !== null);
  return (
    <ListSection
      title="Audit log"
      lead="Actions in your organization: who did what, when and from where."
      queryKey={["audit", wanted]}
      load={(cursor) => admin.audit({ ...wanted, cursor })}
      empty={isFiltered ? "No matching events." : "No events yet."}
      above={
        <>
          <AuditFilter action={action} onAction={setAction} days={days} onDays={setDays} />
          {actor && (
            <PersonFilter onEverybody={() => setActor(null)}>Only what {actor.name} did.</PersonFilter>
          )}
        </>
      }
    >
      {(event) => <Entry key={event.id} event={event} onActor={setActor} />}
    </ListSection>
  );
}

function Entry({ event, onActor }: { event: AuditEvent; onActor: (actor: PersonRef) => void }) {
  const { app_user_id: id, actor_name, target_type, target_id, target_name } = event;
  return (
    <ListItem
      name={inWords(event.action)}
      note={
        <>
          {fullTime(new Date(event.at))}
          {id && (
            <>
              {" · "}
              <PersonButton who={{ id, name: actor_name ?? "somebody who is gone" }} onChoose={onActor} />
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
