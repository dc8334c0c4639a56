import type { TestProject } from "vitest/node";
import { type Program, startProgram } from "./program";

declare module "vitest" {
  interface ProvidedContext {
    program: Omit<Program, "stop">;
  }
}

/** One program for all browser tests: each test makes its own people and chats. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...program } = await startProgram();
  project.provide("program", program);
  return stop;
}
