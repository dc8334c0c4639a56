import { useParams } from "@tanstack/react-router";
import { ProjectPage } from "./ProjectPage";

/** Another project is another page. */
export function ProjectRoute() {
  const { id } = useParams({ from: "/_frame/_chat/projects/$id" });
  return <ProjectPage key={id} id={id} />;
}
