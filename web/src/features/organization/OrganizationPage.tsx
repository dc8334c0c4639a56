import { errorMessage, type Organization } from "@sardonyx/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useAdmin } from "@/features/shared/admin";
import { CopyButton } from "@/features/shared/CopyButton";
import { ErrorNotice } from "@/features/shared/ErrorNotice";
import { SectionHeading } from "@/features/shared/SectionHeading";
import { isAdministrator, useMe, useServices } from "@/features/shared/services";
import { fullTime } from "@/features/shared/times";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { SecondFactorRule } from "./SecondFactorRule";

const KEY = ["organization"];

/** What everybody's passwords need at least. */
const LEAST_LENGTH = 15;
const MOST_LENGTH = 128;

export function OrganizationPage() {
  const admin = useAdmin();
  const queries = useQueryClient();
  const mayManage = isAdministrator(useMe());
  const organization = useQuery({ queryKey: KEY, queryFn: admin.organization.get });
  return (
    <section aria-labelledby="organization">
      <SectionHeading
        id="organization"
        title="Organization"
        lead="Settings for everyone in your organization."
      />
      {organization.isPending && <Spinner label="Loading organization" />}
      {organization.isError && <ErrorNotice error={organization.error} onAgain={organization.refetch} />}
      {organization.data && (
        <>
          <Settings organization={organization.data} />
          <SecondFactorRule
            isOn={organization.data.second_factor_required}
            mayManage={mayManage}
            change={async (second_factor_required) =>
              queries.setQueryData(KEY, await admin.organization.change({ second_factor_required }))
            }
          />
        </>
      )}
    </section>
  );
}

function Settings({ organization }: { organization: Organization }) {
  const admin = useAdmin();
  const { me } = useServices();
  const mayManage = isAdministrator(useMe());
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: admin.organization.change,
    onSuccess: (saved) => {
      queries.setQueryData(KEY, saved);
      me.update((person) => person && { ...person, organization: { id: saved.id, name: saved.name } });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const length = Number(form.get("password_length"));
    save.mutate({
      name: String(form.get("name")).trim(),
      password_length: length > 0 ? length : null,
    });
  }

  return (
    <form className="grid max-w-xl gap-4 rounded-2xl border border-line bg-surface p-5" onSubmit={submit}>
      <TextField
        label="Name"
        name="name"
        defaultValue={organization.name}
        maxLength={200}
        required
        disabled={!mayManage}
      />
      <TextField
        label="Minimum password length"
        name="password_length"
        type="number"
        min={LEAST_LENGTH}
        max={MOST_LENGTH}
        defaultValue={organization.password_length ?? ""}
        placeholder="Server default"
        hint="Between 15 and 128 characters. Applies the next time someone sets a password."
        disabled={!mayManage}
      />
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
        <span>Since {fullTime(new Date(organization.created_at))}. Its id:</span>
        <code className="text-xs wrap-anywhere">{organization.id}</code>
        <CopyButton text={organization.id} label="Copy the id" />
      </p>
      {save.error && <Notice>{errorMessage(save.error)}</Notice>}
      {save.isSuccess && <Notice kind="good">Saved.</Notice>}
      {mayManage && (
        <div>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}
