import { useState } from "react";
import type { DailyUsage } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { DayFields, type Days } from "@/features/shared/DayFields";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { NameButton, OnlyTheirs, type Somebody } from "@/features/shared/Somebody";

/** A day of UTC, whichever it is here. */
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });
const count = new Intl.NumberFormat();

/** What models read and wrote, for those who pay for it. */
export function UsagePage() {
  const admin = useAdmin();
  const [days, setDays] = useState<Days>({ first: "", last: "" });
  const [user, setUser] = useState<Somebody | null>(null);
  const wanted = {
    from: days.first || null,
    to: days.last || null,
    user_id: user?.id ?? null,
  };
  return (
    <ListSection
      title="Usage"
      lead="What models read and wrote for whom, in tokens, the pieces of words that providers count. Days are those of UTC: the last thirty, unless you say others."
      queryKey={["usage", wanted]}
      load={(cursor) => admin.usage({ ...wanted, cursor })}
      empty="No model was asked in these days."
      above={
        <>
          <div className="mb-4 grid grid-cols-2 gap-3">
            <DayFields days={days} onDays={setDays} />
          </div>
          {user && (
            <OnlyTheirs onEverybody={() => setUser(null)}>Only what {user.name} asked for.</OnlyTheirs>
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

function Used({ usage, onUser }: { usage: DailyUsage; onUser: (user: Somebody) => void }) {
  const { answers, estimated } = usage;
  return (
    <ListItem
      name={
        <NameButton
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
        read,{" "}
        <strong className="font-medium text-ink tabular-nums">{count.format(usage.completion_tokens)}</strong>{" "}
        written
      </p>
    </ListItem>
  );
}
