import type { Highlight, SearchHits } from "@sardonyx/client";

/** One line of what was found: a message, or a chat by its title alone. */
export interface Found {
  readonly key: string;
  readonly sessionId: string;
  readonly messageId: string | null;
  readonly title: string;
  readonly titleHighlights: readonly Highlight[];
  readonly isArchived: boolean;
  readonly isAnswer: boolean;
  readonly excerpt: string | null;
  readonly highlights: readonly Highlight[];
  readonly at: string | null;
}

export function foundIn(hits: readonly SearchHits[]): readonly Found[] {
  return hits.flatMap((hit): Found[] => {
    const chat = {
      sessionId: hit.session_id,
      title: hit.title ?? "New chat",
      titleHighlights: hit.title_highlights,
      isArchived: hit.archived,
    };
    if (hit.messages.length === 0) {
      const nothing = { messageId: null, isAnswer: false, excerpt: null, highlights: [], at: null };
      return [{ ...chat, ...nothing, key: hit.session_id }];
    }
    return hit.messages.map((message) => ({
      ...chat,
      ...withoutThoughtTags(message.excerpt, message.highlights),
      key: message.id,
      messageId: message.id,
      isAnswer: message.kind !== "user",
      at: message.created_at,
    }));
  });
}

/** What a model thought aloud stands between tags, which are not for reading: a space is left of each. */
function withoutThoughtTags(text: string, highlights: readonly Highlight[]) {
  const tags = [...text.matchAll(/<\/?(?:think|thinking|reasoning)>/g)];
  const moved = (at: number) =>
    tags.reduce((to, { 0: tag, index }) => to - Math.min(Math.max(at - index - 1, 0), tag.length - 1), at);
  return {
    excerpt: tags.reduceRight(
      (left, { 0: tag, index }) => `${left.slice(0, index)} ${left.slice(index + tag.length)}`,
      text,
    ),
    highlights: highlights.map(({ start, end }) => ({ start: moved(start), end: moved(end) })),
  };
}

/** A text cut at what is highlighted; what does not fit the text is left out. */
export function cutAt(
  text: string,
  highlights: readonly Highlight[],
): readonly { text: string; isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of highlights) {
    if (start < at || end <= start || end > text.length) {
      continue;
    }
    if (start > at) {
      pieces.push({ text: text.slice(at, start), isMarked: false });
    }
    pieces.push({ text: text.slice(start, end), isMarked: true });
    at = end;
  }
  if (at < text.length) {
    pieces.push({ text: text.slice(at), isMarked: false });
  }
  return pieces;
}
