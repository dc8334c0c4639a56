import type { ChatSession } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { type Action, type ActionContext, useLoadActions } from "@/features/shared/actions";
import { useCommands } from "@/features/shared/commands";
import { useMe, useServices, useStore } from "@/features/shared/services";
import { useToast } from "@/ui/Toasts";
import { matchingActions } from "./matchingActions";

/** So many chats stand there before one types. */
const RECENT = 6;

/** So many actions stand above what is found in chats. */
const MOST = 6;

interface PaletteItems {
  readonly recent: readonly ChatSession[];
  readonly actions: readonly Action[];
  readonly run: (action: Action) => void;
}

/** What the palette offers beside what is found: recent chats for no words, actions and pages that match. */
export function usePaletteItems(text: string): PaletteItems {
  const services = useServices();
  const { directory } = services;
  const me = useMe();
  const load = useLoadActions();
  const toast = useToast();
  const navigate = useNavigate();
  const runCommand = useCommands();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { sessions } = useStore(directory.active);
  useEffect(() => {
    if (directory.active.get().status === "idle") {
      void directory.load(directory.active);
    }
  }, [directory]);
  const { data: all = [] } = useQuery({
    queryKey: ["actions", me.user.id, me.permissions],
    queryFn: () => load(me),
    staleTime: 0,
    gcTime: 0,
  });
  const context: ActionContext = {
    services,
    me,
    chatId: /^\/chat\/([^/]+)$/.exec(path)?.[1] ?? null,
    navigate: (address) => void navigate({ to: address }),
    toast,
    runCommand,
  };
  const offered = all.filter(({ isOffered }) => !isOffered || isOffered(context));
  const isEmpty = text.trim() === "";
  return {
    recent: isEmpty ? sessions.slice(0, RECENT) : [],
    actions: isEmpty ? offered : matchingActions(offered, text).slice(0, MOST),
    run: (action) => action.run(context),
  };
}
