import { randomUUID } from "node:crypto";
import type { TestProject } from "vitest/node";
import { joined, type Person } from "./api";
import { createOrganization, type Program, startProgram } from "./program";

declare module "vitest" {
  interface ProvidedContext {
    program: Omit<Program, "stop">;
    /** One for each file that runs at the same time. */
    owners: readonly Person[];
  }
}

/**
 * One program for all browser tests. Files that run at the same time are in organizations of their own, for
 * some change what holds for everybody in one; each test makes its own people and chats there.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...program } = await startProgram();
  const owners: Person[] = [{ email: program.email, password: program.password }];
  while (owners.length < project.config.maxWorkers) {
    const owner = { email: `${randomUUID()}@example.com`, password: "told to who is to own it" };
    await createOrganization(program.home, owner.email, owner.password);
    owners.push(await joined(program.url, owner));
  }
  project.provide("program", program);
  project.provide("owners", owners);
  return stop;
}
