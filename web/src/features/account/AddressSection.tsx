import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "@/core";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

const KEY = ["own-address"];

/** By which address one signs in. Another one counts once a mail that is sent there is confirmed. */
export function AddressSection({ email }: { email: string }) {
  const { api } = useServices();
  const [isChanging, setChanging] = useState(false);
  const address = useQuery({ queryKey: KEY, queryFn: api.address });
  const wanted = address.data?.new_email;
  return (
    <section
      aria-labelledby="address"
      className="mt-6 grid max-w-md gap-4 rounded-2xl border border-line bg-surface p-5"
    >
      <h3 id="address" className="font-medium">
        E-mail address
      </h3>
      <p className="text-sm text-soft wrap-anywhere">You sign in with {address.data?.email ?? email}.</p>
      {wanted && (
        <Notice kind="good">
          A mail was sent to {wanted}. Press the link in it, and you sign in with that address.
        </Notice>
      )}
      <div>
        <Button onClick={() => setChanging(true)}>Change the address</Button>
      </div>
      {isChanging && <AddressDialog onClose={() => setChanging(false)} />}
    </section>
  );
}

function AddressDialog({ onClose }: { onClose: () => void }) {
  const { api } = useServices();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (form: FormData) =>
      api.changeAddress(String(form.get("email")).trim(), String(form.get("password"))),
    onSuccess: (asked) => {
      queries.setQueryData(KEY, asked);
      onClose();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    change.mutate(new FormData(event.currentTarget));
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Change the address"
      description="Until you press the link in the mail that is sent there, the one before stays."
    >
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label="New address"
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
          required
        />
        <TextField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          hint="Whoever has your address could choose another password."
          required
        />
        {change.error && <Notice>{sentenceOf(change.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={change.isPending}>
            Send the mail
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
