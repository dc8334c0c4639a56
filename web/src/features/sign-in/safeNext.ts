/** Where to go after signing in: a path of this page only, whatever the address says. */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) {
    return "/";
  }
  const url = new URL(next, "http://here.invalid");
  const isHere = url.origin === "http://here.invalid" && !next.startsWith("//") && !next.includes("\\");
  return isHere && url.pathname !== "/sign-in" ? url.pathname + url.search : "/";
}
