import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type AuditEvent, everyItem } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { fullTime } from "@/features/shared/times";
import { useSettled } from "@/features/shared/useSettled";
import { TextField } from "@/ui/Field";
import { inWords, KNOWN_ACTIONS } from "./actions";

export function AuditPage() {
  const admin = useAdmin();
  const [action, setAction] = useState("");
  const known = useId();
  const people = useQuery({
    queryKey: ["people", "every"],
    queryFn: () => everyItem((cursor) => admin.people.list({ q: null, cursor })),
  });
  const nameOf = (event: AuditEvent) =>
    people.data?.find((person) => person.app_user_id === event.app_user_id)?.display_name;
  const wanted = useSettled(action.trim()) || null;
  return (
    <ListSection
      title="Audit log"
      lead="What was done in your organization, by whom, from where."
      queryKey={["audit", wanted]}
      load={(cursor) => admin.audit({ action: wanted, cursor })}
      empty={wanted ? `Nothing was done that is called ${wanted}.` : "Nothing was done yet."}
      action={
        <>
          <TextField
            label="Only this"
            placeholder="login_session.created"
            value={action}
            list={known}
            autoComplete="off"
            className="w-full sm:w-64"
            onChange={(event) => setAction(event.currentTarget.value)}
          />
          <datalist id={known}>
            {KNOWN_ACTIONS.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      }
    >
      {(event) => (
        <ListItem
          key={event.id}
          name={inWords(event.action)}
          note={
            <>
              {fullTime(new Date(event.at))}
              {nameOf(event) && ` · ${nameOf(event)}`}
              {detailsOf(event)}
              <code className="mt-0.5 block text-xs">{event.action}</code>
            </>
          }
          badge={event.ip_address && <Badge>{event.ip_address}</Badge>}
        />
      )}
    </ListSection>
  );
}

function detailsOf(event: AuditEvent): string {
  const facts = Object.entries(event.details).map(([name, value]) => `${name}: ${String(value)}`);
  return facts.length === 0 ? "" : ` · ${facts.join(", ")}`;
}
