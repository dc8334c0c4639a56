import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { codeSentenceOf } from "./factors";

interface CodeFormProps {
  button: string;
  onCode: (code: string) => Promise<void>;
  /** Whether a recovery code will do, too. */
  isRecoverable?: boolean;
  className?: string;
  children?: ReactNode;
}

/** Asks for an authenticator's six digits, or for a recovery code in their place. */
export function CodeForm({ button, onCode, isRecoverable, className, children }: CodeFormProps) {
  const [isRecovering, setRecovering] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  function change() {
    setRecovering(!isRecovering);
    setProblem(null);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // Where a dialog holds it, the form around the dialog is not meant.
    event.stopPropagation();
    const form = event.currentTarget;
    setBusy(true);
    setProblem(null);
    try {
      await onCode(String(new FormData(form).get("code")));
    } catch (error) {
      setProblem(codeSentenceOf(error));
      form.reset();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={className ?? "grid gap-4"} onSubmit={submit}>
      {isRecovering ? (
        <TextField
          key="recovery"
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="xxxx-xxxx-xxxx-xxxx-xxxx-xxxx"
          hint="Each code works once."
          required
          autoFocus
        />
      ) : (
        <TextField
          key="digits"
          label="Code"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          pattern="[0-9 ]{6,8}"
          title="Six digits"
          maxLength={8}
          placeholder="123456"
          hint="The six-digit code from your authenticator app."
          required
          autoFocus
        />
      )}
      {problem && <Notice>{problem}</Notice>}
      <Button type="submit" look="primary" size="large" isBusy={isBusy}>
        {button}
      </Button>
      {isRecoverable && (
        <Button type="button" look="quiet" onClick={change}>
          {isRecovering ? "Use authenticator app" : "Use a recovery code"}
        </Button>
      )}
      {children}
    </form>
  );
}
