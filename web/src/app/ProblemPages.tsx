import { Link, useRouter } from "@tanstack/react-router";
import { sentenceOf } from "@/core";
import { Button } from "@/ui/Button";
import { Logo } from "@/ui/Logo";

export function NotFoundPage() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <Logo className="size-10" />
      <h1 className="mt-2 text-xl font-semibold">There is no such page</h1>
      <p className="text-soft">The address may be mistyped, or what was here is gone.</p>
      <Link to="/" className="mt-2 text-accent underline underline-offset-4">
        Go to your chats
      </Link>
    </main>
  );
}

export function FailedPage({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <Logo className="size-10" />
      <h1 className="mt-2 text-xl font-semibold">This did not work</h1>
      <p role="alert" className="max-w-md text-soft">
        {sentenceOf(error)}
      </p>
      <Button
        className="mt-2"
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        Try again
      </Button>
    </main>
  );
}
