import { type ChatSession, type ExportFormat, errorMessage } from "@sardonyx/client";
import { useNavigate, useParams } from "@tanstack/react-router";
import { saveFile } from "@/features/shared/saveFile";
import { useServices } from "@/features/shared/services";
import { useToast } from "@/ui/Toasts";

/** What can be done with a chat: seen at once, and said where it fails. */
export function useSessionActions(session: ChatSession) {
  const { api, directory, conversations } = useServices();
  const toast = useToast();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });

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
      if (id === session.id) {
        void navigate({ to: "/" });
      }
      attempt(directory.remove(session), () =>
        toast({ text: "Chat deleted.", action: { label: "Undo", run: () => attempt(restore()) } }),
      );
    },
  };
}
