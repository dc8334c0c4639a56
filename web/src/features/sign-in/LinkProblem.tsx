import { errorMessage, Problem } from "@sardonyx/client";
import { Link } from "@tanstack/react-router";
import { Notice } from "@/ui/Notice";

/** Why a link of a mail did not do it; with the way to another where it is good no more. */
export function LinkProblem({ error }: { error: unknown }) {
  const isUsedUp = error instanceof Problem && error.code === "otp_expired";
  return (
    <Notice
      action={
        isUsedUp && (
          <Link
            to="/forgot-password"
            className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
          >
            Request a new link
          </Link>
        )
      }
    >
      {errorMessage(error)}
    </Notice>
  );
}
