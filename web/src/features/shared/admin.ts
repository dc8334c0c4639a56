import { useMemo } from "react";
import { type AdminApi, adminRoutes } from "@/core";
import { useServices } from "./services";

/** The routes of those who look after an organization: loaded with the pages that use them. */
export function useAdmin(): AdminApi {
  const { http } = useServices();
  return useMemo(() => adminRoutes(http), [http]);
}
