import { type ComponentProps, isValidElement, memo, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./CodeBlock";

const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  a: ({ href, children }) => (
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
  pre: ({ children }) => {
    const code = isValidElement<ComponentProps<"code">>(children) ? children.props : null;
    const language = /language-([^\s]+)/.exec(code?.className ?? "")?.[1] ?? "";
    return <CodeBlock code={plain(code?.children).replace(/\n$/, "")} language={language.toLowerCase()} />;
  },
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table className="text-[0.94em]">{children}</table>
    </div>
  ),
};

/** A text in Markdown. HTML in it is shown as text; addresses other than web and mail go nowhere. */
const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
});

export default Markdown;

function plain(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") {
    return String(node);
  }
  return Array.isArray(node) ? node.map(plain).join("") : "";
}
