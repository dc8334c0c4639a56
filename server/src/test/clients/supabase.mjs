// What the scripts share that use the clients that are made for Supabase.
// Asks for the mails that it waits for on its standard output, and reads them on its input.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createInterface } from "node:readline";
import { createClient } from "@supabase/supabase-js";
import ws from "ws";

export const { SARDONYX_URL: url, PUBLISHABLE_KEY: publishable, SECRET_KEY: secret, CLOSED_KEY: closed } = process.env;
export const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
// What is signed in stays in this process; Node 20 brings no WebSocket of its own.
const OPTIONS = { auth: { autoRefreshToken: false, persistSession: false }, realtime: { transport: ws } };
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const PASSWORD = "a sentence that nobody guesses";
export const OTHER = "another sentence that nobody guesses";
export const device = (key = publishable) => createClient(url, key, OPTIONS);
export const admin = device(secret).auth.admin;
let people = 0;
export const email = () => `person-${process.pid}-${++people}@example.com`;

export async function mail(to) {
  console.log(`mail ${to}`);
  const { value } = await lines.next();
  const { subject, text } = JSON.parse(value);
  return { subject, code: /code (\d{6})/.exec(text)[1], link: /https?:\/\/\S+/.exec(text)[0] };
}

export function good({ data, error }) {
  assert.equal(error, null, `${error?.code}: ${error?.message}`);
  return data;
}

export function bad({ error }, code, status) {
  assert.ok(error, `expected ${code}`);
  assert.equal(error.code, code);
  assert.equal(error.status, status);
  return error;
}

/** What an authenticator shows (RFC 6238), so many half minutes from now. */
export function digits(secret, later = 0) {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** A key of one's own, for programs. */
export async function apiKey(token) {
  const made = await fetch(new URL("/api/v1/api-keys", url), {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: "A program", scopes: ["chat:read"] }),
  });
  assert.equal(made.status, 201);
  return (await made.json()).key;
}

export async function statusWith(key) {
  return (await fetch(new URL("/api/v1/me", url), { headers: { "X-Api-Key": key } })).status;
}

/** What a mail's link shows has a button: following it alone, also again and again, changes nothing. */
export async function press(link) {
  for (let i = 0; i < 2; i++) {
    assert.equal((await fetch(link, { method: i === 0 ? "HEAD" : "GET", redirect: "manual" })).status, 200);
  }
  const shown = await fetch(link);
  assert.equal(shown.headers.get("content-type"), "text/html;charset=UTF-8");
  assert.match(shown.headers.get("content-security-policy"), /form-action 'self' https:\/\/shop\.example;/);
  const [, action] = /<form method="post" action="([^"]+)">/.exec(await shown.text());
  // As a form without fields is sent.
  return fetch(new URL(action.replaceAll("&amp;", "&"), url), {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    redirect: "manual",
  });
}

export async function somebody() {
  const person = { email: email(), password: PASSWORD };
  good(await admin.createUser({ ...person, email_confirm: true }));
  return person;
}

/** Runs them one after another, and says of each whether it went well. */
export async function run(tests) {
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`ok ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${name}: ${error.stack.replaceAll("\n", " | ")}`);
    }
  }
  console.log(`done ${Object.keys(tests).length} ${failed}`);
  process.exit(failed === 0 ? 0 : 1);
}
