import type { DailyUsage } from "@sardonyx/client";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { DayFields, type Days } from "@/features/shared/DayFields";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { PersonButton, PersonFilter, type PersonRef } from "@/features/shared/PersonFilter";
import { UsageCharts } from "./UsageCharts";

/** A day of UTC, whichever it is here. */
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });
const count = new Intl.NumberFormat();

/** What models read and wrote, for those who pay for it. */
export function UsagePage() {
  const admin = useAdmin();
  const [days, setDays] = useState<Days>({ first: "", last: "" });
  const [user, setUser] = useState<PersonRef | null>(null);
  const wanted = {
    from: days.first || null,
    to: days.last || null,
    user_id: user?.id ?? null,
  };
  return (
    <ListSection
      title="Usage"
      lead="Tokens used per model and person. Days are in UTC; the last thirty by default."
      queryKey={["usage", wanted]}
      load={(cursor) => admin.usage({ ...wanted, cursor })}
      empty="No usage in this period."
      above={
        <>
          <div className="mb-4 grid grid-cols-2 gap-3">
            <DayFields days={days} onDays={setDays} />
          </div>
          <UsageCharts wanted={wanted} />
          {user && (
            <PersonFilter onEverybody={() => setUser(null)}>Only what {user.name} asked for.</PersonFilter>
          )}
        </>
      }
    >
      {(usage) => (
        <Used
          key={[usage.day, usage.application_id, usage.user_id, usage.model].join(" ")}
          usage={usage}
          onUser={setUser}
        />
      )}
    </ListSection>
  );
}

function Used({ usage, onUser }: { usage: DailyUsage; onUser: (user: PersonRef) => void }) {
  const { answers, estimated } = usage;
  return (
    <ListItem
      name={
        <PersonButton
          who={{ id: usage.user_id, name: usage.user_name ?? "somebody who is gone" }}
          onChoose={onUser}
        />
      }
      badge={
        <>
          <Badge>{usage.model}</Badge>
          {usage.application_name && <Badge>{usage.application_name}</Badge>}
        </>
      }
      note={
        <>
          <time dateTime={usage.day}>{day.format(new Date(`${usage.day}T00:00Z`))}</time>
          {` · ${count.format(answers)} ${answers === 1 ? "answer" : "answers"}`}
          {estimated > 0 && " · estimated in part"}
        </>
      }
    >
      <p className="text-sm text-soft">
        <strong className="font-medium text-ink tabular-nums">{count.format(usage.prompt_tokens)}</strong>{" "}
        input,{" "}
        <strong className="font-medium text-ink tabular-nums">{count.format(usage.completion_tokens)}</strong>{" "}
        output tokens
      </p>
    </ListItem>
  );
}
