import { useState } from "react";
import type { AuditEvent } from "@/core";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { useServices } from "@/features/shared/services";
import { fullTime } from "@/features/shared/times";
import { TextField } from "@/ui/Field";

export function AuditPage() {
  const { api } = useServices();
  const [action, setAction] = useState("");
  const wanted = action.trim() === "" ? null : action.trim();
  return (
    <ListSection
      title="Audit log"
      lead="What was done in your organization, by whom, from where."
      queryKey={["audit", wanted]}
      load={(cursor) => api.admin.audit({ action: wanted, cursor })}
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
