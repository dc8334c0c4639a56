import { createCssVariablesTheme, createHighlighterCore, type LanguageInput } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/** A piece of a line, with the colour of its kind. */
export interface Piece {
  readonly text: string;
  readonly color: string | null;
}

type Load = () => Promise<{ default: LanguageInput }>;

/** Each is fetched when the first code in it is shown. */
const LANGUAGES: Readonly<Record<string, Load>> = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

const ALIASES: Readonly<Record<string, string>> = {
  "c++": "cpp",
  console: "bash",
  js: "javascript",
  jsx: "tsx",
  kt: "kotlin",
  md: "markdown",
  py: "python",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  ts: "typescript",
  yml: "yaml",
  zsh: "bash",
};

const theme = createCssVariablesTheme({ name: "page", variablePrefix: "--shiki-" });

// The engine in JavaScript: the other one is WebAssembly, which the content security policy refuses.
const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});

/** @returns lines of pieces, or null when the language is not one of ours */
export async function highlight(code: string, language: string): Promise<Piece[][] | null> {
  const name = ALIASES[language] ?? language;
  const load = LANGUAGES[name];
  if (!load) {
    return null;
  }
  const ready = await highlighter;
  await ready.loadLanguage((await load()).default);
  const lines = ready.codeToTokensBase(code, { lang: name, theme: "page" });
  return lines.map((line) => line.map((token) => ({ text: token.content, color: token.color ?? null })));
}
