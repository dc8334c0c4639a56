import { findShortcut, type Row, type ShortcutName } from "@sardonyx/client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { isMac } from "@/features/shared/shortcuts";

interface Wanted {
  readonly index: number;
  /** The button to press there. */
  readonly press?: ShortcutName;
  /** Not the row that is there now: another one is about to take its place. */
  readonly unlike?: string;
}

/** Moves the keyboard's focus from message to message, also to those that are not in the document yet. */
export function useRowFocus(
  box: RefObject<HTMLDivElement | null>,
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: readonly Row[],
) {
  const wanted = useRef<Wanted | null>(null);

  function attempt() {
    const { index, press, unlike } = wanted.current ?? { index: -1 };
    const article = box.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`);
    if (!article || (unlike !== undefined && rows[index]?.key === unlike)) {
      return;
    }
    wanted.current = null;
    article.focus({ preventScroll: true });
    if (press) {
      buttonOf(article, press)?.click();
    }
  }
  // What was scrolled to, or took another's place, is there after some render.
  useEffect(attempt);

  function go(to: Wanted) {
    wanted.current = to;
    virtual.scrollToIndex(to.index, { align: "auto" });
    attempt();
  }

  return {
    /** @returns false when there is no further message that way */
    move(by: -1 | 1): boolean {
      const current = indexOf(document.activeElement);
      const index = current === null ? (by < 0 ? rows.length - 1 : rows.length) : current + by;
      if (index >= rows.length) {
        return false;
      }
      go({ index: Math.max(0, index) });
      return true;
    },

    show(messageId: string): void {
      const index = rows.findIndex((row) => row.kind === "message" && row.message.id === messageId);
      if (index >= 0) {
        go({ index });
      }
    },

    editLast(): void {
      const index = rows.findLastIndex((row) => row.kind === "message" && row.message.kind === "user");
      if (index >= 0) {
        go({ index, press: "edit" });
      }
    },

    onKeyDown(event: KeyboardEvent): void {
      const article = event.target;
      if (!(article instanceof HTMLElement) || article.tagName !== "ARTICLE") {
        return;
      }
      const name = findShortcut(event, "message", isMac);
      const button = name && buttonOf(article, name);
      if (!button) {
        return;
      }
      event.preventDefault();
      button.click();
      const index = indexOf(article);
      const unlike = index === null ? undefined : rows[index]?.key;
      if (
        index !== null &&
        unlike !== undefined &&
        ["again", "branch-before", "branch-after"].includes(name)
      ) {
        wanted.current = { index, unlike };
      }
    },
  };
}

function buttonOf(article: HTMLElement, name: ShortcutName): HTMLButtonElement | null {
  return article.querySelector<HTMLButtonElement>(`[data-shortcut="${name}"]:not(:disabled)`);
}

function indexOf(element: Element | null): number | null {
  const index = element?.closest<HTMLElement>("[data-index]")?.dataset.index;
  return index === undefined ? null : Number(index);
}
