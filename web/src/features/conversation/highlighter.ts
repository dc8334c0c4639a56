import dart from "highlight.js/lib/languages/dart";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import elixir from "highlight.js/lib/languages/elixir";
import haskell from "highlight.js/lib/languages/haskell";
import nginx from "highlight.js/lib/languages/nginx";
import powershell from "highlight.js/lib/languages/powershell";
import protobuf from "highlight.js/lib/languages/protobuf";
import scala from "highlight.js/lib/languages/scala";
import { common, createLowlight } from "lowlight";

/** A piece of a line, with the class of its kind. */
export interface Piece {
  readonly text: string;
  readonly kind: string | null;
}

export type Line = readonly Piece[];

const lowlight = createLowlight({
  ...common,
  dart,
  dockerfile,
  elixir,
  haskell,
  nginx,
  powershell,
  protobuf,
  scala,
});

/** @returns lines of pieces, or null when the language is not one of ours */
export function highlight(code: string, language: string): readonly Line[] | null {
  if (!lowlight.registered(language)) {
    return null;
  }
  const lines: Piece[][] = [[]];
  collect(lowlight.highlight(language, code).children, null, lines);
  return lines;
}

type Node = ReturnType<typeof lowlight.highlight>["children"][number];

/** The innermost kind counts. */
function collect(nodes: readonly Node[], kind: string | null, lines: Piece[][]): void {
  for (const node of nodes) {
    if (node.type === "element") {
      collect(node.children as Node[], kindOf(node.properties.className) ?? kind, lines);
    } else if (node.type === "text") {
      for (const [place, text] of node.value.split("\n").entries()) {
        if (place > 0) {
          lines.push([]);
        }
        if (text !== "") {
          lines.at(-1)?.push({ text, kind });
        }
      }
    }
  }
}

function kindOf(classes: unknown): string | null {
  return Array.isArray(classes) ? String(classes[0]) : null;
}
