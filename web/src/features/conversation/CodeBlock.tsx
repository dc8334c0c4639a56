import { memo, useEffect, useRef, useState } from "react";
import { CopyButton } from "@/features/shared/CopyButton";
import type { Line } from "./highlighter";

/** While code is being written it is coloured anew this often, and less often the longer it is. */
const PAUSE_MS = 150;
const CHARACTERS_PER_MS = 60;
const LONGEST_COLOURED = 60_000;

export const CodeBlock = memo(function CodeBlock({ code, language }: { code: string; language: string }) {
  const coloured = useColoured(code, language);
  return (
    <div className="my-4 overflow-hidden rounded-xl border border-line bg-code">
      <div className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3.5 text-xs text-soft">
        <span>{language || "text"}</span>
        <CopyButton text={code} label="Copy code" className="size-7!" />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code is scrolled with the keyboard
        tabIndex={0}
        className="overflow-x-auto p-3.5 font-mono text-[0.83rem] leading-relaxed wrap-normal"
      >
        <code>
          {coloured?.lines.map((line, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place
            <ColouredLine key={number} line={line} isLast={number === coloured.lines.length - 1} />
          ))}
          {coloured ? code.slice(coloured.code.length) : code}
        </code>
      </pre>
    </div>
  );
});

interface Coloured {
  readonly code: string;
  readonly lines: readonly Line[];
}

const ColouredLine = memo(
  function ColouredLine({ line, isLast }: { line: Line; isLast: boolean }) {
    return (
      <>
        {line.map((piece, place) =>
          piece.kind ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <span key={place} className={piece.kind}>
              {piece.text}
            </span>
          ) : (
            piece.text
          ),
        )}
        {isLast ? "" : "\n"}
      </>
    );
  },
  (before, after) => before.isLast === after.isLast && isSame(before.line, after.line),
);

function isSame(one: Line, other: Line): boolean {
  return (
    one.length === other.length &&
    one.every((piece, place) => piece.text === other[place]?.text && piece.kind === other[place]?.kind)
  );
}

let highlighter: typeof import("./highlighter") | null = null;

/** The code up to where it is coloured: what is written since then follows it plain. */
function useColoured(code: string, language: string): Coloured | null {
  // What scrolls into sight again is coloured from the beginning.
  const [coloured, setColoured] = useState<Coloured | null>(() => colour(code, language));
  const wanted = useRef(code);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    wanted.current = code;
    if (language === "" || coloured?.code === code) {
      return;
    }
    const pause = coloured ? Math.max(PAUSE_MS, code.length / CHARACTERS_PER_MS) : 0;
    timer.current ??= setTimeout(async () => {
      // Without its colours the code is still there to be read.
      highlighter ??= await import("./highlighter").catch(() => null);
      timer.current = undefined;
      setColoured(colour(wanted.current, language));
    }, pause);
  }, [code, language, coloured]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return coloured && code.startsWith(coloured.code) ? coloured : null;
}

function colour(code: string, language: string): Coloured | null {
  if (language === "" || code.length > LONGEST_COLOURED) {
    return null;
  }
  const lines = highlighter?.highlight(code, language);
  return lines ? { code, lines } : null;
}
