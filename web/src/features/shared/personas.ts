import { useQuery } from "@tanstack/react-query";
import type { Persona } from "@/core";
import { useServices } from "./services";

export const PERSONAS_KEY = ["personas"];

const NONE: readonly Persona[] = [];

/** More than these nobody chooses from in a menu. */
const MOST = 100;

/** The personas that one may use; none while they are not loaded. */
export function usePersonas(): readonly Persona[] {
  const { api } = useServices();
  const personas = useQuery({ queryKey: PERSONAS_KEY, queryFn: () => api.personas.list({ limit: MOST }) });
  return personas.data?.data ?? NONE;
}
