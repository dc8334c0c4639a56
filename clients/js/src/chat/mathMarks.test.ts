import { expect, it } from "vitest";
import { normalizeMathDelimiters } from "./mathMarks.ts";

it.each([
  ["parentheses", "so \\(x^2\\) is", "so $$x^2$$ is"],
  ["one dollar", "so $x^2$ is", "so $$x^2$$ is"],
  ["two dollars within a sentence", "so $$x^2$$ is", "so $$x^2$$ is"],
  ["brackets on a line", "Then\n\\[ x^2 \\]\nholds", "Then\n$$\nx^2\n$$\nholds"],
  ["brackets over lines", "\\[\na\nb\n\\]", "$$\na\nb\n$$"],
  ["two dollars on a line", "$$x$$", "$$\nx\n$$"],
  ["a formula in a list", "- so\n  \\[\n  x\n  \\]", "- so\n  $$\n  x\n  $$"],
])("marks a formula in %s", (_, text, marked) => {
  expect(normalizeMathDelimiters(text)).toBe(marked);
});

it.each([
  ["prices", "It costs $5 today and $10 tomorrow, or $7/$8."],
  ["code", "`$x$` and ``\\(`\\)``"],
  ["fenced code in a list", "- a\n\n  ```sh\n  echo $HOME $PATH$\n  ```"],
  ["escaped dollars", "\\$x\\$"],
  ["a formula that has no end yet", "so \\(x^2 is"],
  ["nothing at all", "Just words."],
])("leaves alone %s", (_, text) => {
  expect(normalizeMathDelimiters(text)).toBe(text);
});

it("searches a bounded length for the end of a delimiter", () => {
  expect(normalizeMathDelimiters("\\(".repeat(20_000)).length).toBe(40_000);
});

it.each([
  ["5$, not 10$", "5$, not 10$"],
  ["df$mean or df$sd", "df$mean or df$sd"],
  ["It costs $5 or $10.", "It costs $5 or $10."],
  ["$5-$10", "$5-$10"],
  ["$HOME/$PATH", "$HOME/$PATH"],
  ["$\\$0.60$ each", "$$\\$0.60$$ each"],
  ["($x$)", "($$x$$)"],
  ["当$x$时", "当$$x$$时"],
])("%s", (text, normalized) => {
  expect(normalizeMathDelimiters(text)).toBe(normalized);
});
