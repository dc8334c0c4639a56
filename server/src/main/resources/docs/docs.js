// Draws the OpenAPI document as a page. Everything is put in as text, never as markup.

const METHODS = ["get", "post", "put", "patch", "delete"];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function resolve(api, node) {
  if (!node?.$ref) return node ?? {};
  return node.$ref.slice(2).split("/").reduce((at, key) => at?.[key], api) ?? {};
}

function refName(node) {
  return node?.$ref ? node.$ref.split("/").pop() : null;
}

function typeName(schema) {
  if (!schema) return "anything";
  const name = refName(schema);
  if (name) return name;
  const types = [schema.type ?? "object"].flat();
  return types
    .map((type) => {
      if (type === "array") return `list of ${typeName(schema.items)}`;
      if (type === "object" && schema.additionalProperties?.type) return `map of ${typeName(schema.additionalProperties)}`;
      return schema.format ? `${type} (${schema.format})` : type;
    })
    .join(" or ");
}

// An example made from the shape: what a person would type first.
function example(api, schema, depth = 0) {
  const shape = resolve(api, schema);
  if (shape.example !== undefined) return shape.example;
  if (shape.examples?.length) return shape.examples[0];
  if (shape.enum) return shape.enum[0];
  if (depth > 5) return null;
  switch ([shape.type].flat()[0]) {
    case "string":
      if (shape.format === "uuid" || /UUID/.test(refName(schema) ?? "")) return "0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77";
      if (shape.format === "date-time") return "2026-01-31T12:00:00Z";
      return "…";
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [example(api, shape.items, depth + 1)];
    default: {
      const made = {};
      for (const [key, value] of Object.entries(shape.properties ?? {})) made[key] = example(api, value, depth + 1);
      return made;
    }
  }
}

function rows(head, lines) {
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", {}, text)))),
    element("tbody", {}, ...lines.map((line) => element("tr", {}, ...line.map((cell) => element("td", {}, cell))))),
  );
}

function fields(api, schema) {
  const shape = resolve(api, schema);
  const required = new Set(shape.required ?? []);
  return Object.entries(shape.properties ?? {}).map(([name, property]) => [
    element("code", {}, name),
    typeName(property) + (required.has(name) ? ", required" : ""),
    resolve(api, property).description ?? "",
  ]);
}

function json(api, schema) {
  return element("pre", {}, JSON.stringify(example(api, schema), null, 2));
}

function body(api, operation) {
  const content = operation.requestBody?.content?.["application/json"];
  if (!content) return [];
  const lines = fields(api, content.schema);
  return [
    element("h4", {}, "Body"),
    lines.length ? rows(["Field", "Type", ""], lines) : element("p", {}, typeName(content.schema)),
    json(api, content.schema),
  ];
}

function parameters(api, operation) {
  const all = (operation.parameters ?? []).map((one) => resolve(api, one));
  if (all.length === 0) return [];
  return [
    element("h4", {}, "Parameters"),
    rows(
      ["Name", "Where", "Type", ""],
      all.map((one) => [
        element("code", {}, one.name),
        one.in + (one.required ? ", required" : ""),
        typeName(one.schema),
        one.description ?? "",
      ]),
    ),
  ];
}

function answers(api, operation) {
  const all = Object.entries(operation.responses ?? {});
  const success = all.find(([status]) => status.startsWith("2"));
  const content = success && Object.values(resolve(api, success[1]).content ?? {})[0];
  return [
    element("h4", {}, "Answers"),
    rows(
      ["Status", ""],
      all.map(([status, answer]) => [element("code", {}, status), resolve(api, answer).description ?? ""]),
    ),
    content?.schema && [content.schema.type].flat()[0] !== "string" ? json(api, content.schema) : null,
  ];
}

function drawOperation(api, path, method, operation) {
  const anonymous = Array.isArray(operation.security) && operation.security.length === 0;
  return element(
    "section",
    { class: "operation", id: operation.operationId },
    element("h3", {}, element("span", { class: "method" }, method.toUpperCase()), path),
    element("p", {}, operation.summary ?? ""),
    operation.description ? element("p", {}, operation.description) : null,
    anonymous ? element("p", { class: "note" }, "Nobody needs to be signed in.") : null,
    ...parameters(api, operation),
    ...body(api, operation),
    ...answers(api, operation),
  );
}

function draw(api) {
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths ?? {})) {
    for (const method of METHODS.filter((name) => item[name])) {
      const operation = item[method];
      const tag = operation.tags?.[0] ?? "Other";
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push([path, method, operation]);
    }
  }
  const contents = document.getElementById("contents");
  const page = document.getElementById("document");
  contents.replaceChildren(element("strong", {}, api.info.title));
  page.replaceChildren(
    element("h1", {}, `${api.info.title}: the API`),
    element("p", {}, api.info.description ?? ""),
    element(
      "p",
      { class: "note" },
      "For programs: ",
      element("a", { href: "/openapi.json" }, "openapi.json"),
      ", ",
      element("a", { href: "/openapi.yaml" }, "openapi.yaml"),
    ),
  );
  for (const [tag, operations] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
    contents.append(element("h2", {}, tag));
    page.append(element("h2", {}, tag));
    for (const [path, method, operation] of operations) {
      contents.append(element("a", { href: `#${operation.operationId}` }, operation.summary || `${method.toUpperCase()} ${path}`));
      page.append(drawOperation(api, path, method, operation));
    }
  }
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  draw(await answer.json());
} catch (failure) {
  document.getElementById("document").replaceChildren(
    element("p", {}, `The document could not be read: ${failure.message}.`),
  );
}
