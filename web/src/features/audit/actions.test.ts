import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inWords, KNOWN_ACTIONS } from "./actions";

const SERVER = new URL("../../../../server/src/main/java/io/sardonyx/", import.meta.url);

/** What the program's own text says that it notes. */
function actionsOfTheServer(): Set<string> {
  const read = (name: string) => readFileSync(new URL(name, SERVER), "utf8");
  const found = new Set<string>();
  for (const name of readdirSync(SERVER, { recursive: true, encoding: "utf8" })) {
    const source = name.endsWith(".java") ? read(name) : "";
    if (/Audit(Entry|Log|Store)\b/.test(source)) {
      // Tables are named in the same form.
      for (const [, action = ""] of source.matchAll(/["'](?!platform\.|system\.)([a-z_]+\.[a-z_]+)["']/g)) {
        found.add(action);
      }
    }
  }
  // What a mailed link was used for is the rest of the action's name.
  for (const [, purpose = ""] of read("identity/accounts/TokenPurpose.java").matchAll(/^ {2}([A-Z_]+)\(/gm)) {
    found.add(`account.${purpose.toLowerCase()}`);
  }
  return found;
}

it("knows every action that the server notes, and no other", () => {
  const found = actionsOfTheServer();
  expect(found).toContain("factor.refused");
  expect(found).toContain("account.recovery");
  expect([...KNOWN_ACTIONS]).toEqual([...found].sort());
});

it("says an action in words", () => {
  expect(inWords("login_session.created")).toBe("Login session created");
  expect(inWords("api_key.revoked")).toBe("API key revoked");
  expect(inWords("")).toBe("");
});
