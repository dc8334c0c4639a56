import { useQuery } from "@tanstack/react-query";
import { everyItem, type Team } from "@/core";
import { useAdmin } from "@/features/shared/admin";

export const TEAMS_KEY = ["teams"];

/** What a team is for, in words; nothing while that is not known. */
export function usePurposes(): (team: Team) => string {
  const admin = useAdmin();
  const applications = useQuery({
    queryKey: ["applications", "every"],
    queryFn: () => everyItem(admin.applications.list),
  });
  return (team) => {
    const application = applications.data?.find((each) => each.id === team.application_id);
    if (application?.is_workspace) {
      return "Your organization itself: only who is in this team can sign in here.";
    }
    return application ? `Runs the application ${application.name}.` : "";
  };
}
