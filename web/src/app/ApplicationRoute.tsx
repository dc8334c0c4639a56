import { useParams } from "@tanstack/react-router";
import { ApplicationPage } from "@/features/applications/ApplicationPage";

/** Another application is another page. */
export function ApplicationRoute() {
  const { id } = useParams({ from: "/inside/settings/applications/$id" });
  return <ApplicationPage key={id} id={id} />;
}
