import type { Application, AppUser, InvitedAppUser } from "@sardonyx/client";
import { useQueryClient } from "@tanstack/react-query";
import { Bot, Mail, UserPlus } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { invitationFor } from "@/features/shared/invitation";
import { ListSection } from "@/features/shared/ListSection";
import { OneTimeSecret, type Secret } from "@/features/shared/OneTimeSecret";
import { SearchField } from "@/features/shared/SearchField";
import { useMe } from "@/features/shared/services";
import { useDebouncedValue } from "@/features/shared/useDebouncedValue";
import { useSubmit } from "@/features/shared/useSubmit";
import { Button } from "@/ui/Button";
import { AppUserDialog } from "./AppUserDialog";
import { type AppUserActions, AppUserRow } from "./AppUserRow";
import { deactivationOf, deletionOf, signOutOf } from "./appUserConfirmations";
import { InviteAppUserDialog } from "./InviteAppUserDialog";

const KEY = ["app-users"];

/** Who uses an application. */
export function AppUsers({ application }: { application: Application }) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const mayManage = useMe().permissions.includes("app-users:manage");
  const [text, setText] = useState("");
  const query = useDebouncedValue(text.trim());
  const [edited, setEdited] = useState<AppUser | "new" | null>(null);
  const [isInviting, setInviting] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: KEY });
  const { attempt, say, notice } = useSubmit(again);

  function invited({ app_user, invitation_link }: InvitedAppUser) {
    if (invitation_link) {
      setSecret(invitationFor(app_user.display_name, invitation_link));
    } else {
      say(`Invitation sent to ${app_user.email}.`);
    }
  }

  const actions: AppUserActions = {
    changeRole: (user, role) => void attempt(() => admin.appUsers.change(user.id, { role })),
    activate: (user) => void attempt(() => admin.appUsers.change(user.id, { is_active: true })),
    deactivate: (user) =>
      setQuestion({
        ...deactivationOf(user),
        run: () => admin.appUsers.change(user.id, { is_active: false }).then(again),
      }),
    rename: setEdited,
    inviteAgain: (user) => void attempt(async () => invited(await admin.appUsers.inviteAgain(user.id))),
    mailPassword: (user) =>
      void attempt(async () => {
        const { email, by_mail } = await admin.appUsers.mailPassword(user.id);
        say(
          by_mail
            ? `Password reset link sent to ${email}.`
            : `No mail server is configured. The link for ${email} is in the server log.`,
        );
      }),
    signOut: (user) =>
      setQuestion({
        ...signOutOf(user),
        run: async () => {
          await admin.appUsers.signOut(user.id);
          say(`${user.display_name} is signed out everywhere.`);
        },
      }),
    remove: (user) =>
      setQuestion({ ...deletionOf(user), run: () => admin.appUsers.remove(user.id).then(again) }),
  };

  return (
    <>
      {notice}
      <ListSection
        title="Users"
        level="h3"
        lead={
          application.is_workspace
            ? "The people of your organization (managed under People) and bots."
            : "Users appear when they sign up or present a token signed by your server. Add a user here to set their role in advance, or invite them to choose a password."
        }
        queryKey={[...KEY, application.id, query]}
        load={(cursor) => admin.appUsers.list({ application_id: application.id, q: query || null, cursor })}
        empty={query ? `No users match “${query}”.` : "No users yet."}
        above={
          <SearchField
            label="Search users"
            hint="Search by name, email or ID"
            value={text}
            onChange={setText}
          />
        }
        action={
          mayManage && (
            <div className="flex flex-wrap gap-2">
              {!application.is_workspace && (
                <Button onClick={() => setInviting(true)}>
                  <Mail aria-hidden />
                  Invite user
                </Button>
              )}
              <Button onClick={() => setEdited("new")}>
                {application.is_workspace ? <Bot aria-hidden /> : <UserPlus aria-hidden />}
                {application.is_workspace ? "Add bot" : "Add user"}
              </Button>
            </div>
          )
        }
      >
        {(user) => <AppUserRow key={user.id} user={user} actions={mayManage ? actions : null} />}
      </ListSection>
      {edited && (
        <AppUserDialog
          application={application}
          user={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            void again();
          }}
        />
      )}
      {isInviting && (
        <InviteAppUserDialog
          application={application}
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);

            invited(made);
            void again();
          }}
        />
      )}
      {secret && <OneTimeSecret secret={secret} onClose={() => setSecret(null)} />}
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}
