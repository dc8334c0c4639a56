import { type ChildProcess, execFile, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface Program {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** Where it keeps what it keeps, for commands beside it. */
  readonly home: string;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** In its home: what it said. */
export const LOG = "said.log";
/** Long, because the first start may have to build. */
const READY_WITHIN_MS = 600_000;

/**
 * Starts the packaged program with a home of its own. With SARDONYX_TEST_URL (and the administrator's
 * SARDONYX_ADMIN_EMAIL and SARDONYX_ADMIN_PASSWORD) one that runs already is used instead.
 */
export async function startProgram(): Promise<Program> {
  const email = process.env.SARDONYX_ADMIN_EMAIL ?? "ada@example.com";
  const password = process.env.SARDONYX_ADMIN_PASSWORD ?? "correct horse battery staple";
  if (process.env.SARDONYX_TEST_URL) {
    const home = process.env.SARDONYX_HOME ?? "";
    return { url: process.env.SARDONYX_TEST_URL, email, password, home, stop: async () => undefined };
  }
  const home = await mkdtemp(join(tmpdir(), "sardonyx-browser-"));
  const port = await freePort();
  const program = spawn(join(ROOT, "sardonyx"), ["start"], {
    cwd: ROOT,
    env: {
      ...process.env,
      // It builds what is out of date, and not for tests.
      NODE_ENV: "production",
      SARDONYX_HOME: home,
      SARDONYX_PORT: String(port),
      SARDONYX_ADMIN_EMAIL: email,
      SARDONYX_ADMIN_PASSWORD: password,
      // Organizations beside the first one may not reach loopback, where the tests' model listens.
      SARDONYX_OUTBOUND_ALLOWED_ADDRESSES: "127.0.0.0/8",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Kept for the tests, which run in processes of their own: where no mail is sent, it has the links.
  const log = (chunk: Buffer) => appendFileSync(join(home, LOG), chunk);
  program.stdout?.on("data", log);
  program.stderr?.on("data", log);
  await ready(program);
  return {
    url: `http://127.0.0.1:${port}`,
    email,
    password,
    home,
    stop: async () => {
      await ended(program);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Another organization, whose owner was told this password. */
export async function createOrganization(home: string, email: string, password: string): Promise<void> {
  const names = ["--name", email, "--email", email, "--password", password];
  await promisify(execFile)(join(ROOT, "sardonyx"), ["create-organization", ...names], {
    cwd: ROOT,
    // The last is no setting of the program's: it would refuse to go on.
    env: { ...process.env, NODE_ENV: "production", SARDONYX_HOME: home, SARDONYX_TEST_URL: undefined },
  });
}

function ready(program: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => reject(new Error(`The program ${why}. It said:\n${said.slice(-4_000)}`));
    const timer = setTimeout(() => {
      program.kill("SIGTERM");
      fail("was not ready in time");
    }, READY_WITHIN_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Sardonyx is ready at")) {
        clearTimeout(timer);
        resolve();
      }
    };
    program.stdout?.on("data", listen);
    program.stderr?.on("data", listen);
    program.on("error", (error) => fail(`could not be started (${error.message})`));
    program.on("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

function ended(program: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (program.exitCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => program.kill("SIGKILL"), 30_000);
    program.removeAllListeners("exit");
    program.on("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    program.kill("SIGTERM");
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject()));
    });
  });
}
