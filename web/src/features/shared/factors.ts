import { createFactorApi, errorMessage, type FactorApi, Problem } from "@sardonyx/client";
import { useMemo } from "react";
import { useServices } from "./services";

/** One's own second factors: loaded with the pages that use them. */
export function useFactors(): FactorApi {
  const { http } = useServices();
  return useMemo(() => createFactorApi(http), [http]);
}

/** What is wrong with a code, in words for a person. */
export function codeSentenceOf(error: unknown): string {
  if (error instanceof Problem && error.code === "mfa_verification_failed") {
    return "Wrong or already used code. Wait for the next one.";
  }
  if (error instanceof Problem && error.code === "over_request_rate_limit") {
    return "Too many wrong codes. Wait before you try again, or use a recovery code.";
  }
  return errorMessage(error);
}
