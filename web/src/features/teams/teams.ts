import { loadAll, type Team } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { useAdmin } from "@/features/shared/admin";
import { APPLICATIONS_KEY } from "@/features/shared/currentApplication";

export const TEAMS_KEY = ["teams"];

/** What a team is for. */
export interface Purpose {
  /** Nothing while that is not known. */
  readonly words: string;
  readonly givesRights: boolean;
}

export function usePurposes(): (team: Team) => Purpose {
  const admin = useAdmin();
  const applications = useQuery({
    queryKey: [...APPLICATIONS_KEY, "every"],
    queryFn: () => loadAll(admin.applications.list),
  });
  return (team) => {
    const application = applications.data?.find((each) => each.id === team.application_id);
    if (application?.is_workspace) {
      return {
        words:
          "Your organization. Only members of this team can sign in here, with the permissions of their role.",
        givesRights: true,
      };
    }
    return { words: application ? `Runs the application ${application.name}.` : "", givesRights: false };
  };
}
