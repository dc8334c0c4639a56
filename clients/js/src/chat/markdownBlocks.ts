/** A part of a Markdown text that renders alone as it does within the whole text. */
export type MarkdownBlock =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly code: string; readonly language: string };

const FENCE = /^( *)(`{3,}|~{3,})\s*([^\n]*)$/;
const LIST_ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:\s|$)/;
const FOOTNOTE = /^ {0,3}\[\^[^\]]+\]:/m;
const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S.*$/;
/** HTML blocks that continue over empty lines: their start and their end. */
const LONG_HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

/**
 * Splits a Markdown text where a new block certainly begins. While a text grows at its end, every block
 * but the last stays the same, so that only the last is rendered again. In doubt it does not split: a
 * block that is too large costs time, one that is too small would render differently.
 */
export function markdownBlocks(text: string): readonly MarkdownBlock[] {
  // Footnotes are numbered, and listed, for the whole text.
  return FOOTNOTE.test(text) ? [{ kind: "text", text }] : new Splitter().split(text);
}

class Splitter {
  readonly #blocks: MarkdownBlock[] = [];
  readonly #definitions: string[] = [];
  #lines: string[] = [];
  #isList = false;
  #isAfterBlank = false;
  /** The end of a construct within which no block begins. */
  #until: RegExp | null = null;
  /** The open fenced code block, when it is at the margin. */
  #code: { readonly language: string; readonly end: RegExp; readonly lines: string[] } | null = null;

  split(text: string): readonly MarkdownBlock[] {
    for (const line of text.split("\n")) {
      this.#take(line.endsWith("\r") ? line.slice(0, -1) : line);
    }
    this.#endCode();
    this.#endText();
    return this.#definitions.length === 0 ? this.#blocks : this.#blocks.map((block) => this.#defined(block));
  }

  #take(line: string): void {
    if (this.#code) {
      if (this.#code.end.test(line)) {
        this.#endCode();
      } else {
        this.#code.lines.push(line);
      }
      return;
    }
    if (this.#until) {
      this.#lines.push(line);
      if (this.#until.test(line)) {
        this.#until = null;
      }
      return;
    }
    if (line.trim() === "") {
      this.#isAfterBlank = true;
      this.#lines.push(line);
      return;
    }
    if (this.#beginsCode(line)) {
      return;
    }
    if (this.#isBorder(line)) {
      this.#endText();
    }
    this.#isAfterBlank = false;
    this.#add(line);
  }

  /** A fence at the margin ends the block before it. */
  #beginsCode(line: string): boolean {
    const [, indent, fence, info] = FENCE.exec(line) ?? [];
    if (fence === undefined || info === undefined || indent !== "" || isCodeSpan(fence, info)) {
      return false;
    }
    this.#endText();
    const language = (info.trim().split(/[\s{]/)[0] ?? "").toLowerCase();
    this.#code = { language, end: closing(fence, 3), lines: [] };
    return true;
  }

  #isBorder(line: string): boolean {
    if (!this.#isAfterBlank || this.#lines.length === 0) {
      return false;
    }
    if (this.#isList) {
      return !line.startsWith(" ") && !line.startsWith("\t") && !LIST_ITEM.test(line);
    }
    return !/^(?: {4}| {0,3}\t)/.test(line);
  }

  #add(line: string): void {
    if (this.#lines.every((each) => each.trim() === "")) {
      this.#isList = LIST_ITEM.test(line);
    } else {
      // A list may begin right below a paragraph.
      this.#isList ||= LIST_ITEM.test(line);
    }
    this.#lines.push(line);
    if (DEFINITION.test(line)) {
      this.#definitions.push(line);
    }
    this.#until = endOf(line);
  }

  #endCode(): void {
    if (this.#code) {
      const { lines, language } = this.#code;
      this.#blocks.push({ kind: "code", code: lines.join("\n"), language });
      this.#code = null;
    }
  }

  #endText(): void {
    const text = this.#lines.join("\n").trimEnd();
    if (text !== "") {
      this.#blocks.push({ kind: "text", text });
    }
    this.#lines = [];
    this.#isList = false;
    this.#isAfterBlank = false;
    this.#until = null;
  }

  /** A link may be defined anywhere in the text. */
  #defined(block: MarkdownBlock): MarkdownBlock {
    return block.kind === "text" && block.text.includes("[")
      ? { kind: "text", text: `${block.text}\n\n${this.#definitions.join("\n")}` }
      : block;
  }
}

/** The end of a construct that begins on this line and may contain empty lines; null if none does. */
function endOf(line: string): RegExp | null {
  const content = line.replace(LIST_ITEM, (item) => " ".repeat(item.length));
  const [, indent, fence, info] = FENCE.exec(content) ?? [];
  if (indent !== undefined && fence !== undefined && !isCodeSpan(fence, info ?? "")) {
    return closing(fence, indent.length + 3);
  }
  if (/^\s*\$\$[^$]*$/.test(content)) {
    return /\$\$\s*$/;
  }
  const html = LONG_HTML.find(([begin]) => begin.test(line));
  return html && !html[1].test(line) ? html[1] : null;
}

/** Backticks that are followed by others on the same line are inline code. */
function isCodeSpan(fence: string, info: string): boolean {
  return fence.startsWith("`") && info.includes("`");
}

function closing(fence: string, mostIndent: number): RegExp {
  return new RegExp(`^ {0,${mostIndent}}${fence[0] === "~" ? "~" : "`"}{${fence.length},}\\s*$`);
}
