import "katex/dist/katex.min.css";
import katex from "katex";
import { useLayoutEffect, useRef } from "react";

/** A formula as it is set. Built node by node, because the security policy refuses styles in HTML text. */
export default function Formula({ tex, isStanding }: { tex: string; isStanding: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    try {
      katex.render(tex, element, { displayMode: isStanding, strict: "ignore", maxSize: 40, maxExpand: 200 });
    } catch {
      // Not complete yet, or never: what is written is shown.
      element.textContent = tex;
    }
  }, [tex, isStanding]);
  return <span ref={place} />;
}
