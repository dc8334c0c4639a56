import { Link } from "@tanstack/react-router";
import { AuthLayout } from "./AuthLayout";

/** A link of a mail that was cut off, or opened before. */
export function InvalidLink() {
  return (
    <AuthLayout title="Invalid link" lead="The link is incomplete, expired or already used.">
      <p className="text-center">
        <Link to="/forgot-password" className="text-accent underline underline-offset-4">
          Request a new link
        </Link>
      </p>
    </AuthLayout>
  );
}
