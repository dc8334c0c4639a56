import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
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
        Email
      </h3>
      <p className="text-sm text-soft wrap-anywhere">You sign in with {address.data?.email ?? email}.</p>
      {wanted && (
        <Notice kind="good">
          A mail was sent to {wanted}. Press the link in it, and you sign in with that address.
        </Notice>
      )}
      <div>
        <Button onClick={() => setChanging(true)}>Change email</Button>
      </div>
      {isChanging && <AddressDialog onClose={() => setChanging(false)} />}
    </section>
  );
}

function AddressDialog({ onClose }: { onClose: () => void }) {
  const { api } = useServices();
  const queries = useQueryClient();
  async function change(form: FormData) {
    const asked = await api.changeAddress(textIn(form, "email"), String(form.get("password")));
    queries.setQueryData(KEY, asked);
    onClose();
  }
  return (
    <FormDialog
      title="Change email"
      description="We send a confirmation link to the new address. Until you open it, your current address stays."
      button="Send confirmation link"
      onSubmit={change}
      onClose={onClose}
    >
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
        hint="Anyone who controls your email address can reset your password."
        required
      />
    </FormDialog>
  );
}
