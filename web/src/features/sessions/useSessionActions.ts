import { type ChatSession, type ExportFormat, errorMessage } from "@sardonyx/client";
import { useNavigate, useParams } from "@tanstack/react-router";
import { saveFile } from "@/features/shared/saveFile";
import { type Services, useServices } from "@/features/shared/services";
import { type ToastMessage, useToast } from "@/ui/Toasts";

/** What the work with a chat needs of the page. */
interface PagePorts {
  readonly services: Pick<Services, "api" | "directory" | "conversations">;
  readonly toast: (message: ToastMessage) => void;
  /** The chat that is shown, if one is. */
  readonly chatId: string | null;
  /** Leaves a chat that is no longer there. */
  readonly leave: () => void;
}

export function useSessionActions(session: ChatSession) {
  const services = useServices();
  const toast = useToast();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  return sessionActions(session, {
    services,
    toast,
    chatId: id ?? null,
    leave: () => void navigate({ to: "/" }),
  });
}

/** What can be done with a chat: seen at once, and said where it fails. */
export function sessionActions(session: ChatSession, { services, toast, chatId, leave }: PagePorts) {
  const { api, directory, conversations } = services;
  const attempt = (work: Promise<void>, done?: () => void) => {
    work.then(done, (error: unknown) => toast({ text: errorMessage(error) }));
  };
  const restore = async () => {
    await directory.restore(session);
    void conversations.at(session.id).reload();
  };

  return {
    categorize: (category: string | null) => attempt(directory.categorize(session, category)),
    rename: (title: string) => attempt(directory.rename(session, title)),
    save: (format: ExportFormat) => attempt(api.exported(format, session.id).then(saveFile)),
    togglePinned: () => attempt(directory.pin(session, !session.pinned_at)),
    toggleArchived: () => {
      const archived = !session.archived_at;
      attempt(directory.archive(session, archived), () =>
        toast({
          text: archived ? "Archived." : "Chat restored.",
          action: {
            label: "Undo",
            run: () =>
              attempt(
                directory.archive(
                  { ...session, archived_at: archived ? session.updated_at : null },
                  !archived,
                ),
              ),
          },
        }),
      );
    },
    bringBack: () =>
      restore().then(
        () => toast({ text: session.archived_at ? "Chat archived again." : "Chat restored." }),
        (error: unknown) => {
          toast({ text: errorMessage(error) });
          // It may have been gone for good since the list was loaded.
          void directory.load(directory.deleted);
        },
      ),
    remove: () => {
      if (chatId === session.id) {
        leave();
      }
      attempt(directory.remove(session), () =>
        toast({ text: "Chat deleted.", action: { label: "Undo", run: () => attempt(restore()) } }),
      );
    },
  };
}
