import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { eventually } from "./world";

export const DEVICES: readonly (readonly [string, BrowserContextOptions])[] = [
  ["on a desktop", {}],
  ["on a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
];

/** An answer with all that Markdown has. */
export const EVERYTHING = `# A heading

Words with *weight*, \`code\` and [a link](https://example.com), and a formula: $x^2$.

| A | Table |
| - | - |
| with | cells |

\`\`\`python
def answer() -> int:  # a comment
    return 42 + len("words")
\`\`\`

> Said by somebody.

- [x] done
- [ ] to do`;

const axe = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it is, in the dark and in the light, each with where. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const isDark = () => page.evaluate(() => document.documentElement.classList.contains("dark"));
    await eventually(isDark, scheme === "dark");
    await stillness(page);
    found.push(...(await run(page)).map((violation) => `${scheme}: ${violation}`));
  }
  return found;
}

/** Until nothing moves any more, but what always does. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished),
    );
  });
}

async function run(page: Page): Promise<string[]> {
  // Through the debugger, where the page's security policy does not forbid it.
  await page.evaluate(await axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    // What a tooltip says again is the name of its button: it belongs to no part of the page.
    const isTooltip = (target: string[]) =>
      document.querySelector(target.join(" "))?.querySelector("[role=tooltip]") != null;
    return violations
      .map(({ id, nodes }) => ({
        id,
        nodes: nodes.filter((node) => id !== "region" || !isTooltip(node.target)),
      }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}

interface AxeResults {
  violations: { id: string; nodes: { target: string[] }[] }[];
}
