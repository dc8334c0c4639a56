import type { GivenFeedback, Rating } from "@sardonyx/client";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { Badge, ListItem, ListSection } from "@/features/shared/ListSection";
import { fullTime } from "@/features/shared/times";
import { SelectField } from "@/ui/Field";

const EMPTY: Readonly<Record<Rating | "any", string>> = {
  any: "No feedback yet.",
  up: "No good ratings yet.",
  down: "No bad ratings yet.",
};

/** What is thought of answers, for those who choose the models and write the instructions. */
export function FeedbackPage() {
  const admin = useAdmin();
  const [rating, setRating] = useState<Rating | null>(null);
  return (
    <ListSection
      title="Feedback"
      lead="Ratings and comments on answers. The chats themselves stay private to their owners."
      queryKey={["given-feedback", rating]}
      load={(cursor) => admin.feedback({ rating, cursor })}
      empty={EMPTY[rating ?? "any"]}
      action={
        <SelectField
          label="Show"
          className="w-full sm:w-44"
          value={rating ?? ""}
          onChange={(event) => setRating((event.currentTarget.value || null) as Rating | null)}
        >
          <option value="">every answer</option>
          <option value="up">good answers</option>
          <option value="down">bad answers</option>
        </SelectField>
      }
    >
      {(given) => <Given key={given.id} given={given} />}
    </ListSection>
  );
}

function Given({ given }: { given: GivenFeedback }) {
  return (
    <ListItem
      name={
        <span className="flex items-center gap-2 [&_svg]:size-4">
          {given.rating === "up" ? <ThumbsUp aria-hidden /> : <ThumbsDown aria-hidden />}
          {given.rating === "up" ? "Good answer" : "Bad answer"}
        </span>
      }
      badge={
        <>
          {given.model && <Badge>{given.model}</Badge>}
          {given.persona_name && <Badge>{given.persona_name}</Badge>}
        </>
      }
      note={
        <>
          {given.comment && <span className="my-1 block whitespace-pre-line text-ink">{given.comment}</span>}
          {given.user_name ?? "Somebody"} ·{" "}
          <time dateTime={given.updated_at}>{fullTime(new Date(given.updated_at))}</time>
        </>
      }
    />
  );
}
