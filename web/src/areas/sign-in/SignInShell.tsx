import { Outlet } from "@tanstack/react-router";

/** One narrow column in the middle of the page. */
export function SignInShell() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-side px-4 py-10">
      <div className="w-full max-w-sm">
        <Outlet />
      </div>
    </main>
  );
}
