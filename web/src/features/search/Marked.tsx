import type { Highlight } from "@sardonyx/client";
import { cutAt } from "./results";

export function Marked({ text, highlights }: { text: string; highlights: readonly Highlight[] }) {
  return cutAt(text, highlights).map((piece, place) =>
    piece.isMarked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no other name than its place
      <mark key={place} className="rounded-sm bg-accent/25 text-ink">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
