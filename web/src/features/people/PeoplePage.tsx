import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Mail, Trash2, UserPlus, UserX } from "lucide-react";
import { useState } from "react";
import { type Person, sentenceOf, type TeamRole } from "@/core";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { type Secret, ShownOnce } from "@/features/shared/ShownOnce";
import { isAdministrator, useMe, useServices } from "@/features/shared/services";
import { Button, IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { Notice } from "@/ui/Notice";
import { AddPersonDialog } from "./AddPersonDialog";
import { PEOPLE_KEY, ROLES, told } from "./people";

export function PeoplePage() {
  const { api } = useServices();
  const me = useMe();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const mayManage = isAdministrator(me);
  const again = () => queries.invalidateQueries({ queryKey: PEOPLE_KEY });

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    await again();
  }

  const reset = (person: Person) => async () => {
    const made = await api.admin.people.resetPassword(person.id);
    setSecret(told(person.display_name, made.one_time_password ?? ""));
  };

  return (
    <>
      {problem && <Notice className="mb-4">{problem}</Notice>}
      <ListSection
        title="People"
        lead="Who belongs to your organization, and what they may do."
        queryKey={PEOPLE_KEY}
        load={api.admin.people.list}
        empty="Nobody is here yet."
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
              </>
            }
          >
            {mayManage ? (
              <RoleChoice
                person={person}
                onChange={(role) => void attempt(() => api.admin.people.change(person.id, { role }))}
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
                  <MenuItem onSelect={() => void attempt(() => api.admin.people.inviteAgain(person.id))}>
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
                <MenuItem
                  onSelect={() =>
                    void attempt(() => api.admin.people.change(person.id, { is_active: !person.is_active }))
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
                      title: `Delete ${person.display_name}?`,
                      lead: "Their chats go with them. This cannot be taken back.",
                      yes: "Delete",
                      run: () => api.admin.people.remove(person.id).then(again),
                    })
                  }
                >
                  <Trash2 aria-hidden />
                  Delete
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

function RoleChoice({ person, onChange }: { person: Person; onChange: (role: TeamRole) => void }) {
  return (
    <select
      aria-label={`Role of ${person.display_name}`}
      className="h-9 rounded-lg border border-line bg-page px-2 text-sm"
      value={person.role ?? ""}
      onChange={(event) => onChange(event.currentTarget.value as TeamRole)}
    >
      {person.role === null && <option value="">no role</option>}
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}
