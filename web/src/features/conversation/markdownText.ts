/** Adjustments of Markdown's tree for texts of all languages, in the form of remark's and rehype's plugins. */

interface Node {
  type: string;
  url?: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  position?: { start: { offset?: number } };
  children?: Node[];
}

/** Where an address that nobody delimited ends: punctuation and letters of scripts without spaces. */
const BEYOND_ADDRESS = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’«»]/;

/** Ends an address in a text before what follows it without a space, as in https://example.com，然后. */
export function endBareLinks() {
  return (tree: Node, file: { value: unknown }) => {
    const source = String(file.value);
    visit(tree, (parent) => {
      if (!parent.children) {
        return;
      }
      parent.children = parent.children.flatMap((node) => (isBare(node, source) ? cut(node) : [node]));
    });
  };
}

function isBare(node: Node, source: string): boolean {
  const begin = source[node.position?.start.offset ?? -1];
  return node.type === "link" && node.children?.length === 1 && begin !== "[" && begin !== "<";
}

function cut(link: Node): Node[] {
  const text = link.children?.[0]?.value ?? "";
  const end = text.search(BEYOND_ADDRESS);
  if (end <= 0) {
    return [link];
  }
  const kept = text.slice(0, end);
  const prefix = link.url?.startsWith("http") && !text.startsWith("http") ? "http://" : "";
  return [
    { ...link, url: prefix + kept, children: [{ type: "text", value: kept }] },
    { type: "text", value: text.slice(end) },
  ];
}

const CONTAINERS = new Set(["li", "td", "th", "blockquote"]);
const BLOCKS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", ...CONTAINERS]);

/**
 * Each block is written in the direction of its own first letter. Not a paragraph within an item or a
 * quotation, which would not look into what has a direction of its own.
 */
export function setDirections() {
  return (tree: Node) => {
    direct(tree, false);
  };
}

function direct(node: Node, isWithin: boolean): void {
  const name = node.tagName ?? "";
  const isContainer = CONTAINERS.has(name);
  if (isContainer || (BLOCKS.has(name) && !isWithin)) {
    node.properties = { ...node.properties, dir: "auto" };
  }
  node.children?.forEach((child) => {
    direct(child, isWithin || isContainer);
  });
}

/** The heading of footnotes has the same id in all messages unless it is given one of its own. */
export function labelFootnotes(prefix: string) {
  return (tree: Node) => {
    visit(tree, (node) => {
      const { id, ariaDescribedBy } = node.properties ?? {};
      if (id === "footnote-label") {
        node.properties = { ...node.properties, id: `${prefix}footnote-label` };
      }
      if (Array.isArray(ariaDescribedBy) && ariaDescribedBy.includes("footnote-label")) {
        node.properties = { ...node.properties, ariaDescribedBy: [`${prefix}footnote-label`] };
      }
    });
  };
}

function visit(node: Node, act: (node: Node) => void): void {
  act(node);
  node.children?.forEach((child) => {
    visit(child, act);
  });
}
