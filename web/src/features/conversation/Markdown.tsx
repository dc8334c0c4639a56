import { markdownBlocks, normalizeMathDelimiters } from "@sardonyx/client";
import {
  type ComponentProps,
  isValidElement,
  lazy,
  memo,
  type ReactNode,
  Suspense,
  useId,
  useMemo,
} from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import { CodeBlock } from "./CodeBlock";
import { endBareLinks, labelFootnotes, setDirections } from "./markdownText";

const Formula = lazy(() => import("./Formula"));

const PLUGINS: ComponentProps<typeof ReactMarkdown>["remarkPlugins"] = [
  // One tilde is a range: 3~5天.
  [remarkGfm, { singleTilde: false }],
  remarkCjkFriendly,
  [remarkMath, { singleDollarTextMath: false }],
  endBareLinks,
];

const COMPONENTS: Components = {
  a: ({ href, children, id }) =>
    href?.startsWith("#") ? (
      <FootnoteLink id={id} target={href.slice(1)}>
        {children}
      </FootnoteLink>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  // A picture's address can carry away what was said here: it is shown as a link that one may follow.
  img: ({ src, alt }) => (
    <a href={typeof src === "string" ? src : undefined} target="_blank" rel="noopener noreferrer nofollow">
      {alt || "Picture"}
    </a>
  ),
  code: ({ className, children }) =>
    className?.includes("math-inline") ? (
      <Mathematics tex={plain(children)} isStanding={false} />
    ) : (
      <code>{children}</code>
    ),
  pre: ({ children }) => {
    const code = isValidElement<ComponentProps<"code">>(children) ? children.props : null;
    const text = plain(code?.children).replace(/\n$/, "");
    if (code?.className?.includes("math-display")) {
      return <Mathematics tex={text} isStanding />;
    }
    const language = /language-([^\s]+)/.exec(code?.className ?? "")?.[1] ?? "";
    return <CodeBlock code={text} language={language.toLowerCase()} />;
  },
  // The boxes of a list of things to do: they are read, not ticked.
  input: ({ checked }) => (
    <input type="checkbox" checked={checked ?? false} disabled aria-label={checked ? "Done" : "To do"} />
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label="Table">
      <table className="text-[0.94em]">{children}</table>
    </section>
  ),
};

/**
 * A text in Markdown. HTML in it is shown as text; addresses other than web and mail go nowhere. While
 * it is being written, what stands above its last part is not touched.
 */
export default function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => markdownBlocks(text), [text]);
  const id = useId();
  return (
    <div className="prose">
      {blocks.map((block, place) =>
        block.kind === "code" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          <CodeBlock key={place} code={block.code} language={block.language} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Block key={place} text={block.text} prefix={`${id}-`} />
        ),
      )}
    </div>
  );
}

/**
 * @param prefix of the ids of footnotes: other messages have a first footnote too
 */
const Block = memo(function Block({ text, prefix }: { text: string; prefix: string }) {
  const options = useMemo(() => ({ clobberPrefix: prefix }), [prefix]);
  const rehypePlugins = useMemo(() => [setDirections, () => labelFootnotes(prefix)], [prefix]);
  return (
    <ReactMarkdown
      remarkPlugins={PLUGINS}
      rehypePlugins={rehypePlugins}
      remarkRehypeOptions={options}
      components={COMPONENTS}
    >
      {normalizeMathDelimiters(text)}
    </ReactMarkdown>
  );
});

/** To a footnote and back: within the page, whose address stays. */
function FootnoteLink(props: { id: string | undefined; target: string; children: ReactNode }) {
  return (
    <a
      id={props.id}
      href={`#${props.target}`}
      onClick={(event) => {
        event.preventDefault();
        const place = document.getElementById(decodeURIComponent(props.target));
        place?.scrollIntoView({ block: "nearest" });
        place?.setAttribute("tabindex", "-1");
        place?.focus();
      }}
    >
      {props.children}
    </a>
  );
}

function Mathematics({ tex, isStanding }: { tex: string; isStanding: boolean }) {
  const formula = (
    <Suspense fallback={<code>{tex}</code>}>
      <Formula tex={tex} isStanding={isStanding} />
    </Suspense>
  );
  return isStanding ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide formula is scrolled with the keyboard
    <section className="my-4 overflow-x-auto overflow-y-hidden py-1" tabIndex={0} aria-label="Formula">
      {formula}
    </section>
  ) : (
    formula
  );
}

function plain(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") {
    return String(node);
  }
  return Array.isArray(node) ? node.map(plain).join("") : "";
}
