import { memo, useEffect, useState } from "react";
import { CopyButton } from "@/features/shared/CopyButton";
import type { Piece } from "./highlighter";

/** While code is still being written, colouring it anew for every letter would be wasted. */
const SETTLED_MS = 120;
const LONGEST_COLOURED = 60_000;

export const CodeBlock = memo(function CodeBlock({ code, language }: { code: string; language: string }) {
  const lines = useHighlighted(code, language);
  return (
    <div className="my-4 overflow-hidden rounded-xl border border-line bg-code">
      <div className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3.5 text-xs text-soft">
        <span>{language || "text"}</span>
        <CopyButton text={code} label="Copy code" className="size-7" />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code is scrolled with the keyboard
        tabIndex={0}
        className="overflow-x-auto p-3.5 font-mono text-[0.83rem] leading-relaxed wrap-normal"
      >
        <code>{lines ? <Coloured lines={lines} /> : code}</code>
      </pre>
    </div>
  );
});

function Coloured({ lines }: { lines: readonly (readonly Piece[])[] }) {
  return lines.map((line, number) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines and pieces have no other name than their place
    <span key={number}>
      {line.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <span key={place} style={piece.color ? { color: piece.color } : undefined}>
          {piece.text}
        </span>
      ))}
      {"\n"}
    </span>
  ));
}

function useHighlighted(code: string, language: string): readonly (readonly Piece[])[] | null {
  const [coloured, setColoured] = useState<{ code: string; lines: readonly (readonly Piece[])[] } | null>(
    null,
  );
  useEffect(() => {
    if (language === "" || code.length > LONGEST_COLOURED) {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // Without its colours the code is still there to be read.
      const lines = await import("./highlighter")
        .then((module) => module.highlight(code, language))
        .catch(() => null);
      if (isCurrent && lines) {
        setColoured({ code, lines });
      }
    }, SETTLED_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [code, language]);
  return coloured?.code === code ? coloured.lines : null;
}
