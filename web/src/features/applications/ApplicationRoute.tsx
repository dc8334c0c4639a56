import { useCurrentApplication } from "@/features/shared/currentApplication";
import { ApplicationPage } from "./ApplicationPage";

/** Another application is another page. */
export function ApplicationRoute() {
  const { id } = useCurrentApplication();
  return <ApplicationPage key={id} id={id} />;
}
