import { errorMessage, type Feedback, type Message, type Rating } from "@sardonyx/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquareText, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { useServices } from "@/features/shared/services";
import { IconButton } from "@/ui/Button";
import { AreaField } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";

/** Whether an answer was good, for those who choose the models and write the instructions. */
export function FeedbackButtons({ message }: { message: Message }) {
  const { api } = useServices();
  const queries = useQueryClient();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const key = ["feedback", message.session_id];
  const given = useQuery({
    queryKey: key,
    queryFn: () => api.feedback.list(message.session_id),
    staleTime: 300_000,
  });
  const said = given.data?.data.find((each) => each.message_id === message.id) ?? null;
  const rating = said?.rating ?? null;
  const rate = useMutation({
    mutationFn: async (wanted: Rating | null): Promise<void> => {
      if (wanted === null) {
        await api.feedback.remove(message.session_id, message.id);
      } else {
        // The words stay when it is only the thumb that turns.
        await api.feedback.put(message.session_id, message.id, wanted, said?.comment);
      }
    },
    onSuccess: async (_, wanted) => {
      await queries.invalidateQueries({ queryKey: key });
      setAsking(wanted === "down");
    },
    onError: (error) => toast({ text: errorMessage(error) }),
  });
  const shown = rate.isPending ? rate.variables : rating;
  const button = (value: Rating, label: string, icon: React.ReactNode) => (
    <IconButton
      label={label}
      aria-pressed={shown === value}
      className={shown === value ? "text-accent!" : undefined}
      disabled={rate.isPending}
      onClick={() => rate.mutate(rating === value ? null : value)}
    >
      {icon}
    </IconButton>
  );
  return (
    <>
      {button("up", "Good answer", <ThumbsUp />)}
      {button("down", "Bad answer", <ThumbsDown />)}
      {said && (
        <IconButton
          label={said.comment ? "Your feedback" : "Say why"}
          disabled={rate.isPending}
          onClick={() => setAsking(true)}
        >
          <MessageSquareText />
        </IconButton>
      )}
      {isAsking && said && (
        <CommentDialog
          message={message}
          said={said}
          onSaved={() => queries.invalidateQueries({ queryKey: key })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function CommentDialog({
  message,
  said,
  onSaved,
  onClose,
}: {
  message: Message;
  /** Until now. */
  said: Feedback;
  onSaved: () => Promise<void>;
  onClose: () => void;
}) {
  const { api } = useServices();
  async function send(form: FormData) {
    const comment = textIn(form, "comment");
    if (comment !== said.comment) {
      await api.feedback.put(message.session_id, message.id, said.rating, comment);
      await onSaved();
    }
    onClose();
  }
  return (
    <FormDialog
      title={said.rating === "up" ? "What was good about it?" : "What was wrong with it?"}
      description="Administrators see this feedback, but not the chat."
      button={said.comment ? "Save" : "Send"}
      cancel={said.comment ? "Cancel" : "Skip"}
      onSubmit={send}
      onClose={onClose}
    >
      <AreaField
        label="In your words"
        name="comment"
        rows={4}
        maxLength={4_000}
        defaultValue={said.comment}
        autoFocus
      />
    </FormDialog>
  );
}
