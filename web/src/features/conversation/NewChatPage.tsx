import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Boxes } from "lucide-react";
import { PageHeader } from "@/features/shared/PageHeader";
import { isAdministrator, nameOf, useMe, useServices } from "@/features/shared/services";
import { Logo } from "@/ui/Logo";
import { NewChatComposer } from "./NewChatComposer";

export function NewChatPage() {
  const me = useMe();
  return (
    <>
      <PageHeader title="New chat" isQuiet />
      <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto px-4 pb-[12dvh]">
        <div className="mx-auto w-full max-w-2xl">
          <div className="mb-7 flex flex-col items-center gap-4 text-center">
            <Logo className="size-11" />
            <h2 className="text-2xl font-semibold tracking-tight text-balance sm:text-[1.7rem]">
              What is on your mind, {nameOf(me.user).split(/[\s@]/)[0]}?
            </h2>
          </div>
          <NewChatComposer placeholder="Ask anything" />
          <div className="mt-4 flex justify-center">{isAdministrator(me) && <ModelHint />}</div>
        </div>
      </div>
    </>
  );
}

/** For who can do something about it. */
function ModelHint() {
  const { api } = useServices();
  const providers = useQuery({ queryKey: ["model-providers"], queryFn: api.providers.list });
  return providers.data?.data.length === 0 ? (
    <Link
      to="/settings/models"
      className="inline-flex items-center gap-2 rounded-full border border-line px-4 py-2 text-sm text-soft hover:bg-hover hover:text-ink"
    >
      <Boxes className="size-4 shrink-0" aria-hidden />
      No model is connected yet. Connect one
    </Link>
  ) : null;
}
