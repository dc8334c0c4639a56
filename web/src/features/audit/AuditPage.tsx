import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AuditEvent, everyItem } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { fullTime } from "@/features/shared/times";
import { TextField } from "@/ui/Field";

export function AuditPage() {
  const admin = useAdmin();
  const [action, setAction] = useState("");
  const people = useQuery({ queryKey: ["people", "every"], queryFn: () => everyItem(admin.people.list) });
  const nameOf = (event: AuditEvent) =>
    people.data?.find((person) => person.app_user_id === event.app_user_id)?.display_name;
  const wanted = action.trim() === "" ? null : action.trim();
  return (
    <ListSection
      title="Audit log"
      lead="What was done in your organization, by whom, from where."
      queryKey={["audit", wanted]}
      load={(cursor) => admin.audit({ action: wanted, cursor })}
      empty={wanted ? `Nothing was done that is called ${wanted}.` : "Nothing was done yet."}
      action={
        <TextField
          label="Only this"
          placeholder="login_session.created"
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
      }
    >
      {(event) => (
        <ListItem
          key={event.id}
          name={event.action}
          note={
            <>
              {fullTime(new Date(event.at))}
              {nameOf(event) && ` · ${nameOf(event)}`}
              {detailsOf(event)}
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
