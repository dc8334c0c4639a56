import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Boxes, KeyRound } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { newId, sentenceOf } from "@/core";
import { PageHeader } from "@/features/shared/PageHeader";
import { isAdministrator, nameOf, useMe, useServices } from "@/features/shared/services";
import { Logo } from "@/ui/Logo";
import { Notice } from "@/ui/Notice";
import { Composer } from "./Composer";

/** A chat begins with its first message: the session is made when that is sent. */
export function NewChatPage() {
  const { api, conversations } = useServices();
  const me = useMe();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  // The same id for each attempt, so that a lost answer does not leave an empty chat behind.
  const id = useRef(newId());
  const [unsent, setUnsent] = useState<string | null>(null);
  useEffect(() => {
    // The reader of an answer needs it; there is time to fetch it now.
    void import("./Markdown");
  }, []);

  async function begin(content: string) {
    setBusy(true);
    setProblem(null);
    setUnsent(content);
    try {
      const session = await api.sessions.create(id.current);
      const conversation = conversations.at(session.id);
      void conversation.send(content);
      await navigate({ to: "/chat/$id", params: { id: session.id } });
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }

  return (
    <>
      <PageHeader title="" />
      <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto px-4 pb-[12dvh]">
        <div className="mx-auto w-full max-w-2xl">
          <div className="mb-7 flex flex-col items-center gap-4 text-center">
            <Logo className="size-11" />
            <h2 className="text-2xl font-semibold tracking-tight text-balance sm:text-[1.7rem]">
              What is on your mind, {nameOf(me.user).split(/[\s@]/)[0]}?
            </h2>
          </div>
          {problem && (
            <Notice
              className="mb-3"
              action={
                unsent && (
                  <button
                    type="button"
                    className="font-medium underline underline-offset-4"
                    onClick={() => void begin(unsent)}
                  >
                    Send again
                  </button>
                )
              }
            >
              {problem}
            </Notice>
          )}
          <Composer
            onSend={(content) => void begin(content)}
            placeholder="Ask anything"
            blockedBecause={isBusy ? "The chat is being made…" : null}
          />
          <div className="mt-4 flex flex-col items-center gap-2">
            {me.user.must_change_password && (
              <HintLink to="/settings/account" icon={<KeyRound aria-hidden />}>
                Your password is a one-time password. Choose your own
              </HintLink>
            )}
            {isAdministrator(me) && <ModelHint />}
          </div>
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
    <HintLink to="/settings/models" icon={<Boxes aria-hidden />}>
      No model is connected yet. Connect one
    </HintLink>
  ) : null;
}

function HintLink({
  to,
  icon,
  children,
}: {
  to: "/settings/models" | "/settings/account";
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      className="inline-flex items-center gap-2 rounded-full border border-line px-4 py-2 text-sm text-soft hover:bg-hover hover:text-ink [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {icon}
      {children}
    </Link>
  );
}
