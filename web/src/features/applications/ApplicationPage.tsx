import { type Application, errorMessage, loadAll } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useAdmin } from "@/features/shared/admin";
import { BackLink } from "@/features/shared/BackLink";
import { CopyButton } from "@/features/shared/CopyButton";
import { APPLICATIONS_KEY } from "@/features/shared/currentApplication";
import { ErrorNotice } from "@/features/shared/ErrorNotice";
import { SectionHeading } from "@/features/shared/SectionHeading";
import { isAdministrator, useMe } from "@/features/shared/services";
import { Spinner } from "@/ui/Spinner";
import { ApplicationBadges } from "./ApplicationBadges";
import { ApplicationMenu } from "./ApplicationMenu";
import { AppUsers } from "./AppUsers";

/** One application: its key, the team that runs it, and who uses it. */
export function ApplicationPage({ id }: { id: string }) {
  const admin = useAdmin();
  const application = useQuery({
    queryKey: [...APPLICATIONS_KEY, id],
    queryFn: () => admin.applications.get(id),
  });
  return (
    <>
      <BackLink to="/settings/applications">All applications</BackLink>
      {application.isPending && <Spinner label="Loading application" />}
      {application.isError && <ErrorNotice error={application.error} onAgain={application.refetch} />}
      {application.data && (
        <>
          <About application={application.data} />
          <AppUsers application={application.data} />
        </>
      )}
    </>
  );
}

function About({ application }: { application: Application }) {
  const heading = useId();
  const navigate = useNavigate();
  const mayManage = isAdministrator(useMe());
  return (
    <section aria-labelledby={heading} className="mb-8">
      <SectionHeading
        id={heading}
        title={application.name}
        lead={
          application.is_workspace
            ? "The application for the people of your organization. It cannot be renamed or deleted."
            : "Application"
        }
        action={
          mayManage &&
          !application.is_workspace && (
            <ApplicationMenu
              application={application}
              onDeleted={() => navigate({ to: "/settings/applications" })}
            />
          )
        }
      />
      <dl className="grid gap-3 rounded-2xl border border-line bg-surface p-4 text-sm">
        <Fact name="Publishable key">
          <span className="flex min-w-0 items-center gap-2">
            <code className="min-w-0 text-xs wrap-anywhere">{application.publishable_key}</code>
            <CopyButton text={application.publishable_key} label="Copy the key" className="-my-2" />
          </span>
        </Fact>
        <Fact name="State">
          {application.is_active ? "In use" : "Deactivated: all users are refused"}
          <ApplicationBadges application={{ ...application, is_active: true }} />
        </Fact>
        <TeamOf application={application} />
      </dl>
    </section>
  );
}

function TeamOf({ application }: { application: Application }) {
  const admin = useAdmin();
  const teams = useQuery({ queryKey: ["teams", "every"], queryFn: () => loadAll(admin.teams.list) });
  const team = teams.data?.find((each) => each.application_id === application.id);
  return (
    <Fact name="Run by">
      {team ? (
        <Link
          to="/settings/teams/$id"
          params={{ id: team.id }}
          className="text-accent underline underline-offset-4 wrap-anywhere"
        >
          {team.name}
        </Link>
      ) : (
        <span className="text-soft">{teams.isError ? errorMessage(teams.error) : "…"}</span>
      )}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      <dt className="w-32 shrink-0 text-soft">{name}</dt>
      <dd className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-2">{children}</dd>
    </div>
  );
}
