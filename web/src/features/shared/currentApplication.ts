import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useAdmin } from "./admin";
import { useMe } from "./services";

/** Query key of all that is read of applications. */
export const APPLICATIONS_KEY = ["applications"];

export interface CurrentApplication {
  readonly id: string;
  /** Null while it is loading. */
  readonly name: string | null;
}

/**
 * The application that the page is about: that of the route, where it has one, else the application
 * that the person signed in to. A route that is about one application names its parameter
 * `$applicationId`.
 */
export function useCurrentApplication(): CurrentApplication {
  const { applicationId } = useParams({ strict: false });
  const own = useMe().application;
  const id = applicationId ?? own.id;
  const admin = useAdmin();
  const other = useQuery({
    queryKey: [...APPLICATIONS_KEY, id],
    queryFn: () => admin.applications.get(id),
    enabled: id !== own.id,
  });
  return { id, name: id === own.id ? own.name : (other.data?.name ?? null) };
}
