import { loadAll, type Persona } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { useServices } from "./services";

export const PERSONAS_KEY = ["personas"];

const NONE: readonly Persona[] = [];

/** In one request. */
const LIMIT = 100;

/** All personas that one may use: there are some hundreds at most, and the default may be the oldest. */
export function useEveryPersona() {
  const { api } = useServices();
  return useQuery({
    queryKey: PERSONAS_KEY,
    queryFn: () => loadAll((cursor) => api.personas.list({ cursor, limit: LIMIT })),
  });
}

/** Those, and none while they are not loaded. */
export function usePersonas(): readonly Persona[] {
  return useEveryPersona().data ?? NONE;
}
