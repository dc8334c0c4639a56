import { expect, it } from "vitest";
import type { Action } from "@/features/shared/actions";
import { matchingActions } from "./matchingActions";

const action = (name: string, keywords?: string): Action => ({
  name,
  kind: "action",
  run: () => undefined,
  ...(keywords ? { keywords } : {}),
});

const ALL = [
  action("Appearance: Dark", "log"),
  action("Sign out", "log out logout"),
  action("Réglages: Clés"),
];

const names = (text: string) => matchingActions(ALL, text).map(({ name }) => name);

it("finds an action by the beginnings of its words, in any order", () => {
  expect(names("dar app")).toEqual(["Appearance: Dark"]);
  expect(names("ark")).toEqual([]);
});

it("finds it by a keyword, after those whose name has the word", () => {
  expect(names("logout")).toEqual(["Sign out"]);
  expect(matchingActions([...ALL, action("Log of events")], "log").map(({ name }) => name)).toEqual([
    "Log of events",
    "Appearance: Dark",
    "Sign out",
  ]);
});

it("takes letters with and without accents and in any size as the same", () => {
  expect(names("REGLAGES cle")).toEqual(["Réglages: Clés"]);
});

it("has all for no words", () => {
  expect(names(" ")).toHaveLength(3);
});
