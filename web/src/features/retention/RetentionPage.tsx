import { errorMessage, type RetentionRule } from "@sardonyx/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { ErrorNotice } from "@/features/shared/ErrorNotice";
import { ListItem, ListSection } from "@/features/shared/ListSection";
import { isAdministrator, useMe, useServices } from "@/features/shared/services";
import { daysLater, fullDay, fullTime } from "@/features/shared/times";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";

const KEY = ["retention"];

export function RetentionPage() {
  return isAdministrator(useMe()) ? (
    <section aria-labelledby="retention">
      <h2 id="retention" className="text-xl font-semibold tracking-tight">
        Retention
      </h2>
      <p className="mt-1 mb-5 max-w-xl text-sm text-soft">
        How long inactive chats are kept. Pinned chats are never removed. Deleted chats can be restored for
        some weeks. The audit log is kept forever unless you set a limit.
      </p>
      <Rule />
      <Runs />
    </section>
  ) : (
    <p className="text-soft">Only administrators can change retention.</p>
  );
}

function Rule() {
  const { api, clock } = useServices();
  const queries = useQueryClient();
  const rule = useQuery({ queryKey: KEY, queryFn: api.retention.get });
  const save = useMutation({
    mutationFn: (wanted: RetentionRule) => api.retention.put(wanted),
    onSuccess: (saved) => queries.setQueryData(KEY, saved),
  });
  const [asked, setAsked] = useState<Question | null>(null);
  if (rule.isPending) {
    return <Spinner label="Loading retention rule" />;
  }
  if (rule.isError) {
    return <ErrorNotice error={rule.error} onAgain={rule.refetch} />;
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = (name: string) => (form.get(name) ? Number(form.get(name)) : null);
    const wanted = {
      archive_after_days: days("archive"),
      delete_after_days: days("delete"),
      delete_audit_events_after_days: days("delete_audit_events"),
    };
    const question = deletionBy(wanted, rule.data, clock.now());
    if (question) {
      setAsked({ ...question, run: () => save.mutateAsync(wanted) });
    } else {
      save.mutate(wanted);
    }
  }

  return (
    <form className="grid max-w-xl gap-4 rounded-2xl border border-line bg-surface p-5" onSubmit={submit}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Archive after days"
          name="archive"
          type="number"
          min={1}
          max={36_500}
          placeholder="Never"
          defaultValue={rule.data.archive_after_days ?? ""}
        />
        <TextField
          label="Delete after days"
          name="delete"
          type="number"
          min={1}
          max={36_500}
          placeholder="Never"
          defaultValue={rule.data.delete_after_days ?? ""}
        />
        <TextField
          label="Delete audit events after days"
          name="delete_audit_events"
          type="number"
          min={90}
          max={36_500}
          placeholder="Never"
          defaultValue={rule.data.delete_audit_events_after_days ?? ""}
        />
      </div>
      {save.error && <Notice>{errorMessage(save.error)}</Notice>}
      {save.isSuccess && <Notice kind="good">Saved. The rule is applied once a day.</Notice>}
      <div>
        <Button type="submit" look="primary" isBusy={save.isPending}>
          Save
        </Button>
      </div>
      {asked && <ConfirmDialog question={asked} onClose={() => setAsked(null)} />}
    </form>
  );
}

/** Of what the rule before would keep, or keep longer; null where nothing more is deleted. */
function deletionBy(wanted: RetentionRule, before: RetentionRule | undefined, now: Date) {
  const chats = shorter(wanted.delete_after_days, before?.delete_after_days);
  const events = shorter(wanted.delete_audit_events_after_days, before?.delete_audit_events_after_days);
  const leads: string[] = [];
  if (chats !== null) {
    leads.push(
      `Within a day every chat of your organization in which nothing was said since ${fullDay(daysLater(now, -chats))} is deleted, the archived ones too, and from then on each at its time. Pinned ones stay. What is deleted can be brought back for some weeks, and is then removed for good.`,
    );
  }
  if (events !== null) {
    leads.push(
      `Within a day every entry of the audit log from before ${fullDay(daysLater(now, -events))} is deleted for good, and from then on each at its time.`,
    );
  }
  const days = chats ?? events;
  return days === null
    ? null
    : {
        title: `Delete ${chats === null ? "audit events" : "chats"} after ${days === 1 ? "a day" : `${days} days`}?`,
        lead: leads.join(" "),
        yes: "Delete",
      };
}

/** What is wanted, where it is less than before. */
function shorter(wanted: number | null, before: number | null | undefined): number | null {
  return wanted !== null && wanted < (before ?? Number.POSITIVE_INFINITY) ? wanted : null;
}

function Runs() {
  const { api } = useServices();
  return (
    <div className="mt-8 max-w-xl">
      <ListSection
        title="History"
        lead="The rule is applied once a day; deleted chats are purged every hour after their grace period. Results appear here."
        level="h3"
        queryKey={[...KEY, "runs"]}
        load={api.retention.runs}
        empty="No runs yet."
      >
        {(run) => {
          const at = run.finished_at ?? run.started_at;
          const done =
            run.purged > 0
              ? `${run.purged} removed for good`
              : [
                  `${run.archived} archived`,
                  `${run.deleted} deleted`,
                  ...(run.audit_events_deleted > 0
                    ? [`${run.audit_events_deleted} audit events deleted`]
                    : []),
                ].join(", ");
          return (
            <ListItem
              key={run.id}
              name={<time dateTime={at}>{fullTime(new Date(at))}</time>}
              note={run.finished_at === null ? `${done} so far` : done}
            />
          );
        }}
      </ListSection>
    </div>
  );
}
