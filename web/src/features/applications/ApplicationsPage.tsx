import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { CopyButton } from "@/features/shared/CopyButton";
import { APPLICATIONS_KEY } from "@/features/shared/currentApplication";
import { ListItem, ListSection } from "@/features/shared/ListSection";
import { OneTimeSecret, type Secret } from "@/features/shared/OneTimeSecret";
import { isAdministrator, useMe } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { ApplicationBadges } from "./ApplicationBadges";
import { ApplicationDialog } from "./ApplicationDialog";
import { ApplicationMenu } from "./ApplicationMenu";
import { secretOf } from "./applications";

export function ApplicationsPage() {
  const admin = useAdmin();
  const mayManage = isAdministrator(useMe());
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  return (
    <>
      <ListSection
        title="Applications"
        lead="Applications you build on Sardonyx. Web pages use the publishable key; your servers use the secret."
        queryKey={APPLICATIONS_KEY}
        load={admin.applications.list}
        empty="None yet."
        action={
          mayManage && (
            <Button look="primary" onClick={() => setMaking(true)}>
              <Plus aria-hidden />
              Create application
            </Button>
          )
        }
      >
        {(application) => (
          <ListItem
            key={application.id}
            name={
              <Link
                to="/settings/applications/$applicationId"
                params={{ applicationId: application.id }}
                className="underline-offset-4 after:absolute after:inset-0 hover:underline"
              >
                {application.name}
              </Link>
            }
            note={<code className="text-xs">{application.publishable_key}</code>}
            badge={<ApplicationBadges application={application} />}
          >
            <CopyButton
              text={application.publishable_key}
              label={`Copy the publishable key of ${application.name}`}
            />
            {mayManage &&
              (application.is_workspace ? (
                <span aria-hidden className="size-8" />
              ) : (
                <ApplicationMenu application={application} />
              ))}
          </ListItem>
        )}
      </ListSection>
      {isMaking && (
        <ApplicationDialog
          application={null}
          onClose={() => setMaking(false)}
          onSaved={(made) => {
            setMaking(false);
            setSecret(made && secretOf(made.name, made.secret));
            void queries.invalidateQueries({ queryKey: APPLICATIONS_KEY });
          }}
        />
      )}
      {secret && <OneTimeSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
