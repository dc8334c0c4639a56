// What applications' backends and servers do: bring their users along, look after them, and sign
// them in with codes (PKCE), with the packages that are made for Supabase.
import assert from "node:assert/strict";
import { createHash, createPublicKey, randomBytes, randomUUID, verify as verifySignature } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import ws from "ws";
import { admin, bad, closed, device, email, good, mail, OTHER, PASSWORD, press, publishable, run, secret, somebody, url } from "./supabase.mjs";

const BCRYPT = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"; // abc
const ARGON2 = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"; // password
const CALLBACK = "https://shop.example/back?next=%2Fcart";

/** A server that renders pages: what it knows of its visitor is in cookies. */
function server(jar = new Map()) {
  const client = createServerClient(url, publishable, {
    realtime: { transport: ws },
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (cookies) => {
        for (const { name, value, options } of cookies) {
          options.maxAge === 0 ? jar.delete(name) : jar.set(name, value);
        }
      },
    },
  });
  return { client, jar };
}

/** Where a mail's link leads back to, once its button was pressed. */
async function followed(link) {
  const landed = await press(link);
  assert.equal(landed.status, 303);
  return new URL(landed.headers.get("location"));
}

async function send(method, path, body, key = secret) {
  const response = await fetch(new URL(`/auth/v1${path}`, url), {
    method,
    headers: { apikey: key, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

const part = (token, index) => JSON.parse(Buffer.from(token.split(".")[index], "base64url").toString());

const tests = {
  async "brings users along: their ids, their passwords' hashes, their roles, their bans"() {
    for (const [password_hash, password] of [[BCRYPT, "abc"], [ARGON2, "password"]]) {
      const id = randomUUID();
      const wanted = { id, email: email(), password_hash, role: "editor", email_confirm: true };
      const { user } = good(await admin.createUser(wanted));
      assert.equal(user.id, id);
      assert.equal(user.role, "editor");
      bad(await device().auth.signInWithPassword({ email: user.email, password: `${password}d` }), "invalid_credentials", 400);
      // The second time it is compared with our own.
      for (let i = 0; i < 2; i++) {
        const { session } = good(await device().auth.signInWithPassword({ email: user.email, password }));
        assert.equal(part(session.access_token, 1).role, "editor");
        assert.equal(part(session.access_token, 1).sub, id);
      }
      bad(await admin.createUser({ id, email: email(), password: PASSWORD }), "user_already_exists", 422);
      bad(await device(process.env.OTHER_SECRET).auth.admin.createUser({ id, email: email() }), "user_already_exists", 422);
      good(await admin.updateUserById(id, { role: "author", password_hash: BCRYPT }));
      const { session } = good(await device().auth.signInWithPassword({ email: user.email, password: "abc" }));
      assert.equal(session.user.role, "author");
    }
    const banned = { email: email(), password: PASSWORD, email_confirm: true, ban_duration: "1h30m" };
    const { user } = good(await admin.createUser(banned));
    const left = Date.parse(user.banned_until) - Date.now();
    assert.ok(left > 80 * 60_000 && left < 91 * 60_000, user.banned_until);
    bad(await device().auth.signInWithPassword(banned), "user_banned", 403);
    good(await admin.updateUserById(user.id, { ban_duration: "none" }));
    good(await device().auth.signInWithPassword(banned));
    good(await admin.updateUserById(user.id, { ban_duration: "876000h" }));
    bad(await device().auth.signInWithPassword(banned), "user_banned", 403);
  },

  async "deletes without destroying where it is asked to"() {
    const person = await somebody();
    const client = device();
    const { user } = good(await client.auth.signInWithPassword(person));
    good(await admin.deleteUser(user.id, true));
    good(await admin.deleteUser(user.id, true));
    const kept = good(await admin.getUserById(user.id)).user;
    assert.ok(kept.deleted_at);
    assert.notEqual(kept.email, person.email);
    bad(await device().auth.signInWithPassword(person), "invalid_credentials", 400);
    assert.equal((await client.auth.getUser()).error.name, "AuthSessionMissingError");
    bad(await admin.updateUserById(user.id, { email: person.email }), "user_not_found", 404);
    const { user: next } = good(await admin.createUser({ ...person, email_confirm: true }));
    assert.notEqual(next.id, user.id);
    good(await device().auth.signInWithPassword(person));
    bad(await admin.createUser({ id: user.id, email: email() }), "user_already_exists", 422);
    assert.equal((await send("DELETE", `/admin/users/${next.id}`, { should_soft_delete: "yes" })).status, 400);
    good(await admin.deleteUser(user.id));
    bad(await admin.getUserById(user.id), "user_not_found", 404);
  },

  /** A field that is known to Supabase: what it says shows in the answer, or it is refused. */
  async "heeds what it is asked, or refuses it"() {
    const shown = { user_metadata: "user_metadata", app_metadata: "app_metadata", role: "role", id: "id" };
    const unexpected = ["", "x", "none", "null", " ", "a@b", "0", 0, 1, -1, 1.5, true, [], ["x"], {}, { a: 1 }, "😀", "x".repeat(3000)];
    const fields = [
      "id", "aud", "role", "email", "phone", "password", "password_hash", "email_confirm", "phone_confirm",
      "user_metadata", "app_metadata", "ban_duration", "data", "nonce", "confirmed_at", "banned_until",
      "is_super_admin", "is_sso_user", "encrypted_password", "should_soft_delete", "current_password",
    ];
    const heeded = (field, value, user) => {
      switch (field) {
        case "email": return user.email === value;
        case "email_confirm": return Boolean(user.email_confirmed_at) === value;
        case "ban_duration": return value === "none" ? !user.banned_until : Boolean(user.banned_until);
        case "user_metadata": return JSON.stringify(user.user_metadata) === JSON.stringify(value);
        case "app_metadata": return Object.keys(value).every((key) => user.app_metadata[key] === value[key]);
        // Nothing is asked for by these.
        case "phone": return value === "";
        case "phone_confirm": return value === false;
        case "data": case "nonce": return value === "";
        default: return shown[field] !== undefined && user[shown[field]] === value;
      }
    };
    for (const field of fields) {
      for (const value of unexpected) {
        const made = await send("POST", "/admin/users", { email: email(), [field]: value });
        const what = `${field}: ${JSON.stringify(value).slice(0, 40)} is ${JSON.stringify(made.json).slice(0, 200)}`;
        assert.ok([200, 400, 422].includes(made.status), what);
        if (made.status === 200) {
          assert.ok(field === "password" || heeded(field, value, made.json), what);
        } else {
          assert.match(made.json.error_code, /^(validation_failed|bad_json|weak_password|phone_provider_disabled)$/, what);
        }
      }
    }
    const { id } = (await send("POST", "/admin/users", { email: email(), email_confirm: true })).json;
    for (const field of fields) {
      for (const value of unexpected) {
        const made = await send("PUT", `/admin/users/${id}`, { [field]: value });
        const what = `update ${field}: ${JSON.stringify(value).slice(0, 40)} is ${JSON.stringify(made.json).slice(0, 200)}`;
        assert.ok([200, 400, 422].includes(made.status), what);
        const merged = field.endsWith("_metadata") && Object.keys(value).every((key) => made.json[field]?.[key] === value[key]);
        assert.ok(made.status !== 200 || field === "password" || merged || heeded(field, value, made.json), what);
      }
    }
    const requests = {
      "/signup": ["role", "id", "ban_duration", "app_metadata", "email_confirm", "channel", "phone", "code_challenge", "code_challenge_method", "user_metadata"],
      "/otp": ["role", "channel", "phone", "type", "code_challenge", "code_challenge_method", "password", "should_create_user"],
      "/magiclink": ["role", "phone", "code_challenge", "code_challenge_method"],
      "/recover": ["role", "type", "phone", "password", "code_challenge", "code_challenge_method"],
      "/invite": ["role", "user_metadata", "password", "code_challenge", "email_confirm"],
      "/admin/generate_link": ["role", "phone", "options", "code_challenge", "new_email", "ban_duration"],
    };
    for (const [path, names] of Object.entries(requests)) {
      for (const name of names) {
        for (const value of ["x", 1, true, ["x"], { a: 1 }]) {
          const refused = await send("POST", path, { email: email(), password: path === "/signup" ? PASSWORD : undefined, type: path.endsWith("link") && path !== "/magiclink" ? "invite" : undefined, [name]: value });
          const what = `${path} ${name}: ${JSON.stringify(value)} is ${JSON.stringify(refused.json)}`;
          assert.ok([400, 422].includes(refused.status), what);
          assert.ok(refused.json.msg.length > 5, what);
        }
      }
    }
  },

  async "signs in with codes, as servers that render pages do"() {
    const person = { email: email(), password: PASSWORD };
    const { client, jar } = server();
    const options = { emailRedirectTo: CALLBACK };
    assert.equal(good(await client.auth.signUp({ ...person, options })).session, null);
    const there = await followed((await mail(person.email)).link);
    assert.equal(there.hash, "");
    assert.equal(there.searchParams.get("next"), "/cart");
    const code = there.searchParams.get("code");
    // Whoever has the code only, or brings another application's key, gets nothing.
    bad(await server().client.auth.exchangeCodeForSession(code), "pkce_code_verifier_not_found", 400);
    const stolen = await send("POST", "/token?grant_type=pkce", { auth_code: code, code_verifier: "x".repeat(56) }, publishable);
    assert.deepEqual([stolen.status, stolen.json.error_code], [400, "bad_code_verifier"]);
    const elsewhere = await send("POST", "/token?grant_type=pkce", { auth_code: code, code_verifier: "x".repeat(56) }, closed);
    assert.deepEqual([elsewhere.status, elsewhere.json.error_code], [404, "flow_state_not_found"]);
    const signedIn = good(await server(jar).client.auth.exchangeCodeForSession(code));
    assert.equal(signedIn.user.email, person.email);
    await new Promise((resolve) => setTimeout(resolve, 50));
    // A later request, of which only the cookies are left.
    assert.equal(good(await server(jar).client.auth.getUser()).user.id, signedIn.user.id);
    good(await device().auth.signInWithPassword(person));
    for (const [name, ask] of Object.entries({
      recovery: (auth) => auth.resetPasswordForEmail(person.email, { redirectTo: CALLBACK }),
      magiclink: (auth) => auth.signInWithOtp({ email: person.email, options }),
    })) {
      const visitor = server();
      const other = name === "magiclink" ? await somebody() : person;
      good(await (name === "magiclink" ? visitor.client.auth.signInWithOtp({ email: other.email, options }) : ask(visitor.client.auth)));
      const landed = await followed((await mail(other.email)).link);
      const brought = landed.searchParams.get("code");
      good(await server(visitor.jar).client.auth.exchangeCodeForSession(brought));
      const again = await send("POST", "/token?grant_type=pkce", { auth_code: brought, code_verifier: "x".repeat(56) }, publishable);
      assert.deepEqual([again.status, again.json.error_code], [404, "flow_state_not_found"]);
    }
  },

  async "makes an account by a sign-in link, unless it is not to"() {
    const stranger = email();
    const visitor = server();
    good(await visitor.client.auth.signInWithOtp({ email: stranger, options: { data: { name: "New" }, emailRedirectTo: CALLBACK } }));
    const landed = await followed((await mail(stranger)).link);
    const { user } = good(await server(visitor.jar).client.auth.exchangeCodeForSession(landed.searchParams.get("code")));
    assert.deepEqual(user.user_metadata, { name: "New" });
    const nobody = email();
    good(await device().auth.signInWithOtp({ email: nobody, options: { shouldCreateUser: false } }));
    good(await device(closed).auth.signInWithOtp({ email: nobody }));
    const all = good(await admin.listUsers({ page: 1, perPage: 1000 })).users;
    assert.ok(all.every((each) => each.email !== nobody));
  },

  async "takes plain challenges, and refuses those that are none"() {
    const person = await somebody();
    const verifier = randomBytes(40).toString("hex");
    const plain = { email: person.email, code_challenge: verifier, code_challenge_method: "plain" };
    assert.equal((await send("POST", "/recover", plain, publishable)).status, 200);
    const landed = await followed((await mail(person.email)).link);
    const auth_code = landed.searchParams.get("code");
    const exchanged = await send("POST", "/token?grant_type=pkce", { auth_code, code_verifier: verifier }, publishable);
    assert.equal(exchanged.status, 200);
    assert.equal(exchanged.json.user.email, person.email);
    for (const wrong of [{ auth_code }, { code_verifier: verifier }, { auth_code: "", code_verifier: "" }, {}]) {
      const refused = await send("POST", "/token?grant_type=pkce", wrong, publishable);
      assert.deepEqual([refused.status, refused.json.error_code], [400, "validation_failed"]);
    }
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    for (const wrong of [
      { code_challenge: challenge },
      { code_challenge_method: "s256" },
      { code_challenge: "short", code_challenge_method: "s256" },
      { code_challenge: challenge, code_challenge_method: "s512" },
      { code_challenge: `${challenge}=`, code_challenge_method: "s256" },
    ]) {
      for (const path of ["/signup", "/otp", "/recover", "/magiclink"]) {
        const refused = await send("POST", path, { email: email(), password: path === "/signup" ? PASSWORD : undefined, ...wrong }, publishable);
        assert.deepEqual([refused.status, refused.json.error_code], [400, "validation_failed"], JSON.stringify(wrong));
      }
    }
  },

  async "says what is not offered in the codes that clients know"() {
    const of = async (method, path, body) => {
      const { status, json } = await send(method, path, body, publishable);
      return [status, json.error_code];
    };
    assert.deepEqual(await of("GET", "/authorize?provider=github"), [400, "provider_disabled"]);
    assert.deepEqual(await of("GET", "/callback?code=x"), [400, "provider_disabled"]);
    assert.deepEqual(await of("POST", "/token?grant_type=id_token", { provider: "google", id_token: "x" }), [400, "provider_disabled"]);
    assert.deepEqual(await of("POST", "/token?grant_type=web3", { chain: "solana" }), [422, "web3_provider_disabled"]);
    assert.deepEqual(await of("POST", "/sso", { domain: "example.com" }), [404, "saml_provider_disabled"]);
    assert.deepEqual(await of("POST", "/passkeys/authentication/options", {}), [404, "passkey_disabled"]);
    assert.deepEqual(await of("GET", "/passkeys"), [404, "passkey_disabled"]);
    assert.deepEqual(await of("DELETE", `/passkeys/${randomUUID()}`), [404, "passkey_disabled"]);
    assert.deepEqual(await of("GET", "/user/identities/authorize?provider=github"), [404, "manual_linking_disabled"]);
    assert.deepEqual(await of("GET", "/reauthenticate"), [422, "reauthentication_not_valid"]);
    const client = device();
    good(await client.auth.signInWithPassword(await somebody()));
    bad(await client.auth.linkIdentity({ provider: "github" }), "manual_linking_disabled", 404);
    bad(await client.auth.reauthenticate(), "reauthentication_not_valid", 422);
    bad(await client.auth.signInWithIdToken({ provider: "google", token: "x" }), "provider_disabled", 400);
    bad(await client.auth.signInWithSSO({ domain: "example.com" }), "saml_provider_disabled", 404);
    const taken = await somebody();
    bad(await client.auth.updateUser({ email: taken.email.toUpperCase() }), "email_exists", 422);
    bad(await client.auth.updateUser({ password: OTHER, nonce: "123456" }), "reauthentication_not_valid", 422);
    bad(await client.auth.updateUser({ phone: "+4930123456" }), "phone_provider_disabled", 422);
  },

  async "lists the newest first, sorts and filters"() {
    const mark = randomBytes(4).toString("hex");
    for (const name of ["a", "b", "c"]) {
      good(await admin.createUser({ email: `${name}-${mark}@example.com`, user_metadata: { full_name: `Ann ${mark}-${name}` } }));
    }
    const list = async (query) => send("GET", `/admin/users?${query}`);
    const names = ({ json }) => json.users.map((user) => user.email[0]).join("");
    assert.equal(names(await list(`filter=${mark}`)), "cba");
    assert.equal(names(await list(`filter=${mark}&sort=created_at%20asc`)), "abc");
    assert.equal(names(await list(`filter=${mark.toUpperCase()}-B`)), "b");
    assert.equal(names(await list(`filter=ANN%20${mark}`)), "cba");
    assert.equal((await list("filter=%25")).json.users.length, 0);
    const second = await list(`page=2&per_page=2&filter=${mark}`);
    assert.equal(names(second), "a");
    assert.equal(second.headers.get("x-total-count"), "3");
    const first = await list(`page=1&per_page=2&filter=${mark}`);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link"))[1];
    assert.equal(names(await send("GET", next.replace("/auth/v1", ""))), "a");
    for (const wrong of ["sort=email", "sort=created_at%20sideways", "page=0", "page=-1", "per_page=0", "page=x", "per_page=1.5"]) {
      const refused = await list(wrong);
      assert.deepEqual([refused.status, refused.json.error_code], [400, "validation_failed"], wrong);
    }
    const newest = good(await admin.listUsers());
    assert.equal(newest.users[0].email, `c-${mark}@example.com`);
  },

  async "takes addresses in small letters, and none that are none"() {
    const wanted = `Person.${randomBytes(4).toString("hex")}+Tag@Example.COM`;
    const { user } = good(await admin.createUser({ email: ` ${wanted} `, password: PASSWORD, email_confirm: true }));
    assert.equal(user.email, wanted.toLowerCase());
    bad(await admin.createUser({ email: wanted.toUpperCase() }), "email_exists", 422);
    good(await device().auth.signInWithPassword({ email: wanted, password: PASSWORD }));
    for (const wrong of ["a@b..de", "a@.b.de", "a@b.de.", "a..b@c.de", ".a@b.de", "a.@b.de", "a@-b.de", "a@b-.de", "a b@c.de", "a@b c.de", "@b.de", "a@", "a", "a@b@c.de", "a,b@c.de", "<a@b.de>", '"a"@b.de', "a@[127.0.0.1]", "a@b_c.de", `${"a".repeat(65)}@b.de`, `a@${"b".repeat(64)}.de`]) {
      bad(await admin.createUser({ email: wrong }), "validation_failed", 400);
      bad(await device().auth.signUp({ email: wrong, password: PASSWORD }), "validation_failed", 400);
    }
  },

  async "gives tokens that anybody can check"() {
    const client = device();
    const { session } = good(await client.auth.signInWithPassword(await somebody()));
    const [header, claims] = [part(session.access_token, 0), part(session.access_token, 1)];
    assert.equal(header.typ, "JWT");
    assert.equal(claims.aud, "authenticated");
    assert.match(claims.iss, /^https?:\/\/[^/]+$/);
    for (const path of [`${url.replace(/\/$/, "")}/.well-known`, `${url.replace(/\/$/, "")}/auth/v1/.well-known`]) {
      const origin = { headers: { Origin: "https://shop.example" } };
      const discovered = await fetch(`${path}/openid-configuration`, origin);
      const document = await discovered.json();
      assert.equal(document.issuer, claims.iss);
      assert.equal(discovered.headers.get("access-control-allow-origin"), "*");
      for (const where of [document.jwks_uri, `${path}/jwks.json`]) {
        const found = await fetch(where, origin);
        assert.match(found.headers.get("cache-control"), /^public, max-age=[1-9]/);
        assert.equal(found.headers.get("access-control-allow-origin"), "*");
        const { keys } = await found.json();
        const key = keys.find(({ kid }) => kid === header.kid);
        const [signed, signature] = [session.access_token.slice(0, session.access_token.lastIndexOf(".")), session.access_token.split(".")[2]];
        const checks = verifySignature("sha256", Buffer.from(signed), { key: createPublicKey({ key, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
        assert.equal(checks, true);
      }
    }
    assert.equal(good(await client.auth.getClaims()).claims.sub, session.user.id);
  },
};

await run(tests);
