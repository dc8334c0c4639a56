import type { Person } from "@sardonyx/client";
import { useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { invitationFor } from "@/features/shared/invitation";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { OneTimeSecret, type Secret } from "@/features/shared/OneTimeSecret";
import { RenameDialog } from "@/features/shared/RenameDialog";
import { RoleChoice, RoleHints } from "@/features/shared/roles";
import { SearchField } from "@/features/shared/SearchField";
import { isAdministrator, useMe } from "@/features/shared/services";
import { fullTime, shortTime, useNow } from "@/features/shared/times";
import { useDebouncedValue } from "@/features/shared/useDebouncedValue";
import { useSubmit } from "@/features/shared/useSubmit";
import { Button } from "@/ui/Button";
import { AddPersonDialog } from "./AddPersonDialog";
import { type PersonActions, PersonMenu } from "./PersonMenu";
import { PEOPLE_KEY, told } from "./people";
import {
  deactivationOf,
  deletionOf,
  factorResetOf,
  passwordResetOf,
  revocationOf,
} from "./personConfirmations";

export function PeoplePage() {
  const admin = useAdmin();
  const me = useMe();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [renamed, setRenamed] = useState<Person | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [text, setText] = useState("");
  const query = useDebouncedValue(text.trim());
  const mayManage = isAdministrator(me);
  const again = () => queries.invalidateQueries({ queryKey: PEOPLE_KEY });
  const { attempt, say, notice } = useSubmit(again);

  const actions: PersonActions = {
    rename: setRenamed,
    inviteAgain: (person) =>
      void attempt(async () => {
        const { invitation_link } = await admin.people.inviteAgain(person.id);
        if (invitation_link) {
          setSecret(invitationFor(person.display_name, invitation_link));
        } else {
          say(`Invitation sent to ${person.email}.`);
        }
      }),
    resetPassword: (person) =>
      setQuestion({
        ...passwordResetOf(person),
        run: async () => {
          const made = await admin.people.resetPassword(person.id);
          setSecret(told(person.display_name, made.one_time_password ?? ""));
        },
      }),
    resetFactors: (person) =>
      setQuestion({
        ...factorResetOf(person),
        run: () => admin.people.resetFactors(person.id).then(again),
      }),
    activate: (person) => void attempt(() => admin.people.change(person.id, { is_active: true })),
    deactivate: (person) =>
      setQuestion({
        ...deactivationOf(person),
        run: () => admin.people.change(person.id, { is_active: false }).then(again),
      }),
    remove: (person) =>
      setQuestion({
        ...(person.is_invited ? revocationOf(person) : deletionOf(person)),
        run: () => admin.people.remove(person.id).then(again),
      }),
  };

  return (
    <>
      {notice}
      <ListSection
        title="People"
        lead="People in your organization and their roles."
        queryKey={[...PEOPLE_KEY, "found", query]}
        load={(cursor) => admin.people.list({ q: query || null, cursor })}
        empty={query ? `No people match “${query}”.` : "No people yet."}
        above={
          <>
            <RoleHints />
            <SearchField
              label="Search people"
              hint="Search by name or email"
              value={text}
              onChange={setText}
            />
          </>
        }
        action={
          mayManage && (
            <Button look="primary" onClick={() => setAdding(true)}>
              <UserPlus aria-hidden />
              Add person
            </Button>
          )
        }
      >
        {(person) => (
          <ListItem
            key={person.id}
            name={person.display_name}
            note={
              <>
                {person.email} ·{" "}
                {person.last_login_at ? <LastHere at={new Date(person.last_login_at)} /> : "never signed in"}
              </>
            }
            badge={
              <>
                {person.app_user_id === me.user.id && <Badge>you</Badge>}
                {person.is_invited && <Badge>invited</Badge>}
                {!person.is_active && <Badge>deactivated</Badge>}
                {person.has_second_factor && <Badge>second factor</Badge>}
              </>
            }
          >
            {mayManage ? (
              <RoleChoice
                name={person.display_name}
                role={person.role}
                onChange={(role) => void attempt(() => admin.people.change(person.id, { role }))}
              />
            ) : (
              <span className="text-sm text-soft">{person.role ?? "no role"}</span>
            )}
            {mayManage && <PersonMenu person={person} actions={actions} />}
          </ListItem>
        )}
      </ListSection>
      {isAdding && (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={(shown) => {
            setAdding(false);
            setSecret(shown);
            void again();
          }}
        />
      )}
      {renamed && (
        <RenameDialog
          name={renamed.display_name}
          onRename={(display_name) => admin.people.change(renamed.id, { display_name }).then(again)}
          onClose={() => setRenamed(null)}
        />
      )}
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
      {secret && <OneTimeSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function LastHere({ at }: { at: Date }) {
  const now = useNow();
  return (
    <time dateTime={at.toISOString()} title={fullTime(at)} className="whitespace-nowrap">
      last here {shortTime(at, now)}
    </time>
  );
}
