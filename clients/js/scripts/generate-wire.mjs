// Writes the types of what goes over the wire, src/wire/*.gen.ts, from contract/.
// With --check it writes nothing and fails when a file is not what it would write.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const CONTRACT = new URL("../../../contract/", import.meta.url);
const TARGET = new URL("../src/wire/", import.meta.url);
const NOTICE =
  "// Generated from contract/ by scripts/generate-wire.mjs: run `npm run generate` after a change.\n";
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const read = (path) => JSON.parse(readFileSync(new URL(path, CONTRACT), "utf8"));
const list = (folder) => readdirSync(new URL(folder, CONTRACT)).sort();

/** "chat_session" and "message.created" as ChatSession and MessageCreated. */
const pascalCase = (name) => name.replace(/(?:^|[._-])([a-z])/g, (_, letter) => letter.toUpperCase());

const key = (name) => (IDENTIFIER.test(name) ? name : JSON.stringify(name));

function comment(text, indent = "") {
  return text ? `${indent}/** ${text.replaceAll("*/", "*\\/").replaceAll("\n", " ")} */\n` : "";
}

/** Every kind of schema that the contract uses; one that it does not use yet is an error, not `unknown`. */
function typeOf(schema, indent) {
  if (schema.$ref !== undefined) {
    return pascalCase(basename(schema.$ref, ".json"));
  }
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants && schema.properties === undefined) {
    return union(variants.map((each) => typeOf(each, indent)));
  }
  if (schema.enum) {
    return union(schema.enum.map((each) => JSON.stringify(each)));
  }
  if (schema.type === undefined) {
    return Object.keys(schema).every((name) => name === "description") ? "unknown" : refuse(schema);
  }
  return union([schema.type].flat().map((type) => simpleType(type, schema, indent)));
}

function simpleType(type, schema, indent) {
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return arrayOf(typeOf(schema.items, indent));
    case "object":
      return objectType(schema, indent);
    default:
      return refuse(schema);
  }
}

function objectType(schema, indent) {
  if (schema.properties === undefined) {
    const values = schema.additionalProperties;
    return `Readonly<Record<string, ${values ? typeOf(values, indent) : "unknown"}>>`;
  }
  return Object.keys(schema.properties).length === 0
    ? "Readonly<Record<string, never>>"
    : `{\n${members(schema, `${indent}  `)}${indent}}`;
}

function members(schema, indent) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties)
    .map(([name, property]) => {
      const mark = required.has(name) ? "" : "?";
      const type = typeOf(property, indent);
      return `${comment(property.description, indent)}${indent}readonly ${key(name)}${mark}: ${type};\n`;
    })
    .join("");
}

const union = (types) => [...new Set(types)].join(" | ");

const arrayOf = (type) =>
  type.includes(" | ") && !type.startsWith("{") ? `readonly (${type})[]` : `readonly ${type}[]`;

function refuse(schema) {
  throw new Error(`The generator does not know this kind of schema: ${JSON.stringify(schema)}`);
}

function declaration(name, schema) {
  const isInterface = schema.type === "object" && Object.keys(schema.properties ?? {}).length > 0;
  const body = isInterface
    ? `interface ${name} {\n${members(schema, "  ")}}`
    : `type ${name} = ${typeOf(schema, "")};`;
  return `${comment(schema.description)}export ${body}\n`;
}

/** The objects of the HTTP API, as in the OpenAPI document. */
function httpTypes() {
  const schemas = Object.entries(read("openapi.json").components.schemas);
  return schemas.map(([name, schema]) => declaration(name, schema)).join("\n");
}

/** Frames, objects, and by name the methods and the events of the realtime protocol. */
function realtimeTypes() {
  const frames = list("realtime/")
    .filter((file) => file.endsWith(".json") && file !== "close-codes.json")
    .map((file) => declaration(pascalCase(basename(file, ".json")), read(`realtime/${file}`)));
  const methods = byName(
    "methods",
    ({ $defs }) =>
      `{\n    readonly params: ${typeOf($defs.params, "    ")};\n    readonly result: ${typeOf($defs.result, "    ")};\n  }`,
  );
  const events = byName("events", ({ $defs }) => typeOf($defs.data, "  "));
  return [
    ...frames,
    `/** What each method takes and returns. */\nexport interface Methods {\n${methods}}\n`,
    `/** The data of each type of event. */\nexport interface Events {\n${events}}\n`,
  ].join("\n");
}

function byName(folder, type) {
  return list(`realtime/${folder}/`)
    .map((file) => read(`realtime/${folder}/${file}`))
    .map(
      (schema) => `${comment(schema.description, "  ")}  readonly ${key(schema.title)}: ${type(schema)};\n`,
    )
    .join("");
}

function closeCodes() {
  const codes = read("realtime/close-codes.json")
    .map(({ code, name, meaning }) => `${comment(meaning, "  ")}  ${name.toUpperCase()}: ${code},\n`)
    .join("");
  return `/** Why the server closed the socket. */\nexport const CloseCode = {\n${codes}} as const;\n`;
}

const files = {
  "http.gen.ts": httpTypes(),
  "realtime.gen.ts": realtimeTypes(),
  "closeCodes.gen.ts": closeCodes(),
};

function current(file) {
  try {
    return readFileSync(new URL(file, TARGET), "utf8");
  } catch {
    return null;
  }
}

const stale = Object.keys(files).filter((file) => current(file) !== `${NOTICE}\n${files[file]}`);
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(
      `Out of date: ${stale.join(", ")} in clients/js/src/wire. Run npm --prefix clients/js run generate.`,
    );
    process.exitCode = 1;
  }
} else {
  for (const file of stale) {
    writeFileSync(new URL(file, TARGET), `${NOTICE}\n${files[file]}`);
  }
}
