import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Mail, ShieldOff, Trash2, UserPlus, UserX } from "lucide-react";
import { useState } from "react";
import { type Person, sentenceOf } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { invitationFor } from "@/features/shared/invitation";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { RoleChoice, RoleHints } from "@/features/shared/roles";
import { SearchField } from "@/features/shared/SearchField";
import { type Secret, ShownOnce } from "@/features/shared/ShownOnce";
import { isAdministrator, useMe } from "@/features/shared/services";
import { useSettled } from "@/features/shared/useSettled";
import { Button, IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { Notice } from "@/ui/Notice";
import { AddPersonDialog } from "./AddPersonDialog";
import { PEOPLE_KEY, told } from "./people";

export function PeoplePage() {
  const admin = useAdmin();
  const me = useMe();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [text, setText] = useState("");
  const query = useSettled(text.trim());
  const mayManage = isAdministrator(me);
  const again = () => queries.invalidateQueries({ queryKey: PEOPLE_KEY });

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null);
    setDone(null);
    try {
      await work();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    await again();
  }

  const inviteAgain = (person: Person) => async () => {
    const { invitation_link } = await admin.people.inviteAgain(person.id);
    if (invitation_link) {
      setSecret(invitationFor(person.display_name, invitation_link));
    } else {
      setDone(`The invitation is on its way to ${person.email}.`);
    }
  };

  const reset = (person: Person) => async () => {
    const made = await admin.people.resetPassword(person.id);
    setSecret(told(person.display_name, made.one_time_password ?? ""));
  };

  return (
    <>
      {problem && <Notice className="mb-4">{problem}</Notice>}
      {done && (
        <Notice kind="good" className="mb-4">
          {done}
        </Notice>
      )}
      <ListSection
        title="People"
        lead="Who belongs to your organization, and what they may do."
        queryKey={[...PEOPLE_KEY, "found", query]}
        load={(cursor) => admin.people.list({ q: query || null, cursor })}
        empty={query ? `Nobody has “${query}” in their name or address.` : "Nobody is here yet."}
        above={
          <>
            <RoleHints />
            <SearchField
              label="Find somebody"
              hint="Search names and addresses"
              value={text}
              onChange={setText}
            />
          </>
        }
        action={
          mayManage && (
            <Button look="primary" onClick={() => setAdding(true)}>
              <UserPlus aria-hidden />
              Add somebody
            </Button>
          )
        }
      >
        {(person) => (
          <ListItem
            key={person.id}
            name={person.display_name}
            note={person.email}
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
            {mayManage && (
              <Menu
                trigger={
                  <IconButton label={`More about ${person.display_name}`}>
                    <Ellipsis />
                  </IconButton>
                }
              >
                {person.is_invited ? (
                  <MenuItem onSelect={() => void attempt(inviteAgain(person))}>
                    <Mail aria-hidden />
                    Send the invitation again
                  </MenuItem>
                ) : (
                  <MenuItem
                    onSelect={() =>
                      setQuestion({
                        title: `Reset the password of ${person.display_name}?`,
                        lead: "They are signed out everywhere, and need the password that you are shown then.",
                        yes: "Reset the password",
                        run: reset(person),
                      })
                    }
                  >
                    <KeyRound aria-hidden />
                    Reset the password
                  </MenuItem>
                )}
                {person.has_second_factor && (
                  <MenuItem
                    onSelect={() =>
                      setQuestion({
                        title: `Remove the second factor of ${person.display_name}?`,
                        lead: "For who has lost it. They are signed out everywhere, and their password alone signs them in then.",
                        yes: "Remove the second factor",
                        run: () => admin.people.resetFactors(person.id).then(again),
                      })
                    }
                  >
                    <ShieldOff aria-hidden />
                    Remove the second factor
                  </MenuItem>
                )}
                <MenuItem
                  onSelect={() =>
                    void attempt(() => admin.people.change(person.id, { is_active: !person.is_active }))
                  }
                >
                  <UserX aria-hidden />
                  {person.is_active ? "Deactivate" : "Activate"}
                </MenuItem>
                <MenuSeparator />
                <MenuItem
                  isDanger
                  onSelect={() =>
                    setQuestion({
                      ...(person.is_invited ? revocationOf(person) : deletionOf(person)),
                      run: () => admin.people.remove(person.id).then(again),
                    })
                  }
                >
                  <Trash2 aria-hidden />
                  {person.is_invited ? "Revoke the invitation" : "Delete"}
                </MenuItem>
              </Menu>
            )}
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
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
      {secret && <ShownOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function revocationOf(person: Person) {
  return {
    title: `Revoke the invitation of ${person.display_name}?`,
    lead: "The link in their mail leads nowhere then. You can invite them again.",
    yes: "Revoke",
  };
}

function deletionOf(person: Person) {
  return {
    title: `Delete ${person.display_name}?`,
    lead: "Their chats go with them. This cannot be taken back.",
    yes: "Delete",
  };
}
