import { type AdminApi, createAdminApi } from "@sardonyx/client";
import { useMemo } from "react";
import { useServices } from "./services";

/** The routes of those who look after an organization: loaded with the pages that use them. */
export function useAdmin(): AdminApi {
  const { http } = useServices();
  return useMemo(() => createAdminApi(http), [http]);
}
