import type { ProviderKind } from "@sardonyx/client";
import { useQueryClient } from "@tanstack/react-query";
import { MODELS_KEY } from "@/features/shared/models";

export const PROVIDERS_KEY = ["model-providers"];

/** To be called when one was changed. */
export function useProvidersRefresh(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([PROVIDERS_KEY, MODELS_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export interface KindFacts {
  readonly name: string;
  readonly baseUrl: string;
  readonly modelExample: string;
  readonly keyHint: string;
}

/** What a person needs to know to fill in the form. */
export const KINDS: Readonly<Record<ProviderKind, KindFacts>> = {
  openai: {
    name: "OpenAI, or compatible",
    baseUrl: "https://api.openai.com/v1",
    modelExample: "gpt-4o-mini",
    keyHint: "From your provider. A self-hosted model may need none.",
  },
  anthropic: {
    name: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    modelExample: "claude-sonnet-4-5",
    keyHint: "From the Anthropic console.",
  },
  ollama: {
    name: "Ollama",
    baseUrl: "http://127.0.0.1:11434",
    modelExample: "llama3.2",
    keyHint: "Ollama needs none unless a proxy in front of it asks for one.",
  },
};
