import { errorMessage, type Project } from "@sardonyx/client";
import { type DragEvent, useState } from "react";
import { draggedChat } from "@/features/shared/draggedChat";
import { useServices, useStore } from "@/features/shared/services";
import { useToast } from "@/ui/Toasts";

/** Lets a chat be dropped on projects. Its menu does the same without a pointer. */
export function useChatDrop() {
  const { directory } = useServices();
  const chat = useStore(draggedChat);
  const toast = useToast();
  const [over, setOver] = useState<string | null>(null);

  const attempt = (work: Promise<void>, done: () => void) =>
    work.then(done, (error: unknown) => toast({ text: errorMessage(error) }));

  function drop({ id, name }: Project): void {
    if (!chat || chat.project_id === id) {
      return;
    }
    const before = chat.project_id ?? null;
    const undo = () =>
      void attempt(directory.moveTo({ ...chat, project_id: id }, before), () =>
        toast({ text: "Moved back." }),
      );
    void attempt(directory.moveTo(chat, id), () =>
      toast({ text: `Moved to ${name}.`, action: { label: "Undo", run: undo } }),
    );
  }

  /** For the element on which it is dropped. Other things that are dragged are none of its business. */
  const dropTarget = (project: Project) =>
    chat && {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
        setOver(project.id);
      },
      onDragLeave: () => setOver(null),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(null);
        // What was dragged may leave its list, and would then not be told that it was dropped.
        draggedChat.set(null);
        drop(project);
      },
    };

  return { isDragging: chat !== null, over: chat && over, dropTarget };
}
