import { expect, it } from "vitest";
import { inWords } from "./actions";

it("says an action in words", () => {
  expect(inWords("login_session.created")).toBe("Login session created");
  expect(inWords("api_key.revoked")).toBe("API key revoked");
  expect(inWords("")).toBe("");
});
