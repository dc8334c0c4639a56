import { errorMessage, Problem } from "@sardonyx/client";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

/** Why something could not be loaded; once more where that may help. */
export function ErrorNotice({ error, onAgain }: { error: unknown; onAgain: () => unknown }) {
  const mayHelp = !(error instanceof Problem) || error.isPassing;
  return (
    <Notice
      action={
        mayHelp && (
          <Button size="small" onClick={() => void onAgain()}>
            Try again
          </Button>
        )
      }
    >
      {errorMessage(error)}
    </Notice>
  );
}
