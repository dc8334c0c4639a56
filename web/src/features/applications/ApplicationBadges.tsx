import type { Application } from "@sardonyx/client";
import { Badge } from "@/features/shared/ListSection";

export function ApplicationBadges({ application }: { application: Application }) {
  return (
    <>
      {application.is_workspace && <Badge>your own people</Badge>}
      {application.sign_up_enabled && <Badge>open to sign up</Badge>}
      {!application.is_active && <Badge>deactivated</Badge>}
    </>
  );
}
