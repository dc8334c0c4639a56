import { errorMessage, Problem } from "@sardonyx/client";
import { Link, useRouter } from "@tanstack/react-router";
import { Button } from "@/ui/Button";
import { Logo } from "@/ui/Logo";

export function NotFoundPage() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <Logo className="size-10" />
      <h1 className="mt-2 text-xl font-semibold">Page not found</h1>
      <p className="text-soft">The address is mistyped, or the page was removed.</p>
      <Link to="/" className="mt-2 text-accent underline underline-offset-4">
        Go to your chats
      </Link>
    </main>
  );
}

/** In place of everything. */
export function FailedPage(props: { error: unknown; reset: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <FailedPart {...props} />
    </main>
  );
}

/** In place of one page, with the others still at hand. */
export function FailedPart({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  function again() {
    // A file that could not be loaded is requested again only after a reload.
    if (navigator.onLine) {
      location.reload();
      return;
    }
    reset();
    void router.invalidate();
  }
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 px-6 text-center">
      <Logo className="size-10" />
      <h1 className="mt-2 text-xl font-semibold">Something went wrong</h1>
      <p role="alert" className="max-w-md text-soft">
        {errorMessage(navigator.onLine ? error : Problem.unreachable())}
      </p>
      <Button className="mt-2" onClick={again}>
        Try again
      </Button>
    </div>
  );
}
