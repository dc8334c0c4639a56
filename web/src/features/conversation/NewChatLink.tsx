import { Link } from "@tanstack/react-router";
import { SquarePen } from "lucide-react";

export function NewChatLink() {
  return (
    <Link
      to="/"
      className="flex h-10 flex-1 items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-sm font-medium hover:border-faint"
    >
      <SquarePen className="size-4 text-accent" aria-hidden />
      New chat
    </Link>
  );
}
