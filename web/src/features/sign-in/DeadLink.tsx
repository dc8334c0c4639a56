import { Link } from "@tanstack/react-router";
import { DoorPage } from "./DoorPage";

/** A link of a mail that was cut off, or opened before. */
export function DeadLink() {
  return (
    <DoorPage title="This link is no good" lead="It may have been cut off, or used already.">
      <p className="text-center">
        <Link to="/forgot-password" className="text-accent underline underline-offset-4">
          Ask for another
        </Link>
      </p>
    </DoorPage>
  );
}
