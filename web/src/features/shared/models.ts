import type { ModelChoice } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { useServices } from "./services";

export const MODELS_KEY = ["models"];

const NONE: readonly ModelChoice[] = [];

/** They change seldom, and are read in every chat. */
const FRESH_MS = 300_000;

/** The models that one may have answers from; none while they are not loaded. */
export function useModels(): readonly ModelChoice[] {
  const { api } = useServices();
  const models = useQuery({ queryKey: MODELS_KEY, queryFn: api.models, staleTime: FRESH_MS });
  return models.data?.data ?? NONE;
}
