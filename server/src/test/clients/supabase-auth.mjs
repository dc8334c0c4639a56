// Signs up, in and out as an application's users do, with the client that is made for Supabase.
import assert from "node:assert/strict";
import {
  admin,
  apiKey,
  bad,
  closed,
  device,
  digits,
  email,
  good,
  lines,
  mail,
  OTHER,
  PASSWORD,
  press,
  publishable,
  secret,
  somebody,
  statusWith,
  url,
  run,
} from "./supabase.mjs";

const tests = {
  async "signs up, and in when the address is confirmed"() {
    const client = device();
    const seen = [];
    client.auth.onAuthStateChange((event) => seen.push(event));
    const person = { email: email(), password: PASSWORD };
    const { user, session } = good(
      await client.auth.signUp({ ...person, options: { data: { full_name: "Ann" } } }),
    );
    assert.equal(session, null);
    assert.equal(user.email, person.email);
    assert.deepEqual(user.user_metadata, { full_name: "Ann" });
    const { code, subject } = await mail(person.email);
    bad(await client.auth.signInWithPassword(person), "email_not_confirmed", 400);
    assert.match(subject, /Confirm your address for Shop/);
    bad(
      await client.auth.verifyOtp({ email: person.email, token: code === "000000" ? "000001" : "000000", type: "signup" }),
      "otp_expired",
      403,
    );
    const verified = good(
      await client.auth.verifyOtp({ email: person.email, token: code, type: "signup" }),
    );
    assert.equal(verified.user.id, user.id);
    assert.ok(verified.user.email_confirmed_at);
    assert.equal(good(await client.auth.getUser()).user.id, user.id);
    const { claims } = good(await client.auth.getClaims());
    assert.equal(claims.sub, user.id);
    assert.equal(claims.email, person.email);
    assert.equal(claims.aud, "authenticated");
    assert.equal(claims.role, "authenticated");
    assert.equal(claims.aal, "aal1");
    assert.equal(claims.is_anonymous, false);
    assert.deepEqual(claims.app_metadata, { provider: "email", providers: ["email"] });
    assert.deepEqual(claims.user_metadata, { full_name: "Ann" });
    assert.equal(claims.amr[0].method, "otp");
    assert.ok(claims.session_id);
    good(await client.auth.signOut({ scope: "local" }));
    good(await client.auth.signInWithPassword(person));
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(
      seen.filter((event) => event !== "INITIAL_SESSION"),
      ["SIGNED_IN", "SIGNED_OUT", "SIGNED_IN"],
    );
  },

  async "says nothing of who has an account already, except to them"() {
    const person = await somebody();
    const again = good(await device().auth.signUp({ email: person.email, password: OTHER }));
    const fresh = good(await device().auth.signUp({ email: email(), password: OTHER }));
    const shape = ({ user }) => Object.keys(user).sort();
    assert.deepEqual(shape(again), shape(fresh));
    assert.equal(again.session, fresh.session);
    console.log(`mail ${person.email}`);
    const { value } = await lines.next();
    assert.match(JSON.parse(value).subject, /You have an account/);
    good(await device().auth.signInWithPassword(person));
    bad(
      await device().auth.signInWithPassword({ email: person.email, password: OTHER }),
      "invalid_credentials",
      400,
    );
  },

  async "refuses what is wrong in the words that clients know"() {
    const person = await somebody();
    const wrong = bad(
      await device().auth.signInWithPassword({ ...person, password: OTHER }),
      "invalid_credentials",
      400,
    );
    const unknown = bad(
      await device().auth.signInWithPassword({ email: email(), password: OTHER }),
      "invalid_credentials",
      400,
    );
    assert.equal(wrong.message, unknown.message);
    bad(await device().auth.signUp({ email: "nobody", password: PASSWORD }), "validation_failed", 400);
    const weak = bad(await device().auth.signUp({ email: email(), password: "short" }), "weak_password", 422);
    assert.equal(weak.name, "AuthWeakPasswordError");
    assert.deepEqual(weak.reasons, ["length"]);
    bad(await device(closed).auth.signUp({ email: email(), password: PASSWORD }), "signup_disabled", 422);
    bad(await device(closed).auth.signInWithPassword(person), "invalid_credentials", 400);
    bad(await device("pk_none").auth.signInWithPassword(person), "no_authorization", 401);
    bad(await device().auth.signInAnonymously(), "anonymous_provider_disabled", 422);
    bad(await device().auth.signInWithOtp({ phone: "+4930123456" }), "phone_provider_disabled", 422);
    bad(await device().auth.admin.listUsers(), "not_admin", 403);
    const older = await fetch(`${url}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey: publishable, "Content-Type": "application/json" },
      body: JSON.stringify({ ...person, password: OTHER }),
    });
    assert.deepEqual(await older.json(), {
      code: 400,
      error_code: "invalid_credentials",
      msg: "Invalid login credentials",
    });
  },

  async "refreshes, and ends the session whose token comes back"() {
    const person = await somebody();
    const client = device();
    const first = good(await client.auth.signInWithPassword(person)).session;
    const second = good(await client.auth.refreshSession()).session;
    assert.notEqual(second.refresh_token, first.refresh_token);
    good(await client.auth.refreshSession());
    bad(
      await device().auth.refreshSession({ refresh_token: first.refresh_token }),
      "refresh_token_already_used",
      400,
    );
    assert.equal((await client.auth.getUser()).error.name, "AuthSessionMissingError");
    bad(await device().auth.refreshSession({ refresh_token: "none" }), "refresh_token_not_found", 400);
  },

  async "changes what one says of oneself, one's address and one's password"() {
    const person = await somebody();
    const client = device();
    good(await client.auth.signInWithPassword(person));
    const other = device();
    good(await other.auth.signInWithPassword(person));
    good(await client.auth.updateUser({ data: { theme: "dark", a: 1 } }));
    const { user } = good(await client.auth.updateUser({ data: { a: null } }));
    assert.deepEqual(user.user_metadata, { theme: "dark" });
    bad(await client.auth.updateUser({ data: { big: "x".repeat(5000) } }), "validation_failed", 400);
    bad(await client.auth.updateUser({ password: PASSWORD }), "same_password", 422);
    good(await client.auth.updateUser({ password: OTHER }));
    assert.equal((await other.auth.getUser()).error.name, "AuthSessionMissingError");
    good(await client.auth.getUser());
    good(await device().auth.signInWithPassword({ ...person, password: OTHER }));
    const wanted = email();
    const asked = good(await client.auth.updateUser({ email: wanted })).user;
    assert.equal(asked.email, person.email);
    assert.equal(asked.new_email, wanted);
    const { code } = await mail(wanted);
    const changed = good(
      await device().auth.verifyOtp({ email: wanted, token: code, type: "email_change" }),
    );
    assert.equal(changed.user.email, wanted);
    assert.ok((await client.auth.getUser()).error, "whoever sat at another device is out");
    good(await device().auth.signInWithPassword({ email: wanted, password: OTHER }));
    bad(await device().auth.signInWithPassword({ ...person, password: OTHER }), "invalid_credentials", 400);
  },

  async "asks for the password once more where the application says so"() {
    const person = { email: email(), password: PASSWORD };
    good(await device(process.env.OTHER_SECRET).auth.admin.createUser({ ...person, email_confirm: true }));
    const client = device(closed);
    good(await client.auth.signInWithPassword(person));
    for (const wanted of [{ password: OTHER }, { email: email() }]) {
      bad(await client.auth.updateUser(wanted), "reauthentication_needed", 400);
      bad(await client.auth.updateUser({ ...wanted, current_password: "neither of the two sentences" }), "invalid_password", 422);
    }
    good(await client.auth.updateUser({ password: OTHER, current_password: PASSWORD }));
    good(await device(closed).auth.signInWithPassword({ ...person, password: OTHER }));
  },

  async "forgets a password: the mail leads back, once"() {
    const person = await somebody();
    good(await device().auth.resetPasswordForEmail(email()));
    good(await device().auth.resetPasswordForEmail(person.email, { redirectTo: "https://evil.example/" }));
    const { link, code } = await mail(person.email);
    const landed = await press(link);
    assert.equal(landed.status, 303);
    const there = new URL(landed.headers.get("location"));
    assert.equal(there.origin + there.pathname, "https://shop.example/back");
    const brought = new URLSearchParams(there.hash.slice(1));
    assert.equal(brought.get("type"), "recovery");
    const client = device();
    good(
      await client.auth.setSession({
        access_token: brought.get("access_token"),
        refresh_token: brought.get("refresh_token"),
      }),
    );
    good(await client.auth.updateUser({ password: OTHER }));
    good(await device().auth.signInWithPassword({ ...person, password: OTHER }));
    const again = new URL((await fetch(link, { redirect: "manual" })).headers.get("location"));
    assert.equal(again.origin, new URL(url).origin);
    bad(await device().auth.verifyOtp({ email: person.email, token: code, type: "recovery" }), "otp_expired", 403);
  },

  async "signs in with a code that was mailed, and six digits cannot be guessed"() {
    const person = await somebody();
    good(await device().auth.signInWithOtp({ email: person.email }));
    const { code } = await mail(person.email);
    const wrong = code === "111111" ? "222222" : "111111";
    for (let i = 0; i < 5; i++) {
      bad(await device().auth.verifyOtp({ email: person.email, token: wrong, type: "email" }), "otp_expired", 403);
    }
    // Whoever guesses waits longer each time, for this mail and for those that follow it.
    const right = () => device().auth.verifyOtp({ email: person.email, token: code, type: "email" });
    bad(await right(), "over_request_rate_limit", 429);
    await new Promise((resume) => setTimeout(resume, 1100));
    bad(await right(), "otp_expired", 403);
  },

  async "signs out here, elsewhere, and everywhere"() {
    const person = await somebody();
    const [here, there] = [device(), device()];
    const isIn = async (client) => (await client.auth.getUser()).error === null;
    for (const client of [here, there]) {
      good(await client.auth.signInWithPassword(person));
    }
    good(await here.auth.signOut({ scope: "others" }));
    assert.deepEqual([await isIn(here), await isIn(there)], [true, false]);
    good(await there.auth.signInWithPassword(person));
    const tokens = (await there.auth.getSession()).data.session;
    good(await there.auth.signOut({ scope: "local" }));
    assert.equal(await isIn(here), true);
    assert.equal((await device().auth.refreshSession(tokens)).error.name, "AuthSessionMissingError");
    good(await there.auth.signInWithPassword(person));
    good(await here.auth.signOut());
    assert.equal(await isIn(there), false);
  },

  async "lets the application's backend look after its users"() {
    const { user } = good(
      await admin.createUser({
        email: email(),
        password: PASSWORD,
        email_confirm: true,
        user_metadata: { name: "Yoda" },
        app_metadata: { plan: "pro" },
      }),
    );
    assert.equal(user.app_metadata.plan, "pro");
    bad(await admin.createUser({ email: user.email, password: PASSWORD }), "email_exists", 422);
    assert.equal(good(await admin.getUserById(user.id)).user.email, user.email);
    const client = device();
    good(await client.auth.signInWithPassword({ email: user.email, password: PASSWORD }));
    const updated = good(await admin.updateUserById(user.id, { password: OTHER, app_metadata: { plan: "free" } }));
    assert.equal(updated.user.app_metadata.plan, "free");
    assert.equal((await client.auth.getUser()).error.name, "AuthSessionMissingError");
    const signedIn = good(await client.auth.signInWithPassword({ email: user.email, password: OTHER }));
    const key = await apiKey(signedIn.session.access_token);
    assert.equal(await statusWith(key), 200);
    good(await admin.updateUserById(user.id, { ban_duration: "24h" }));
    assert.equal(await statusWith(key), 401);
    bad(await device().auth.signInWithPassword({ email: user.email, password: OTHER }), "user_banned", 403);
    good(await admin.updateUserById(user.id, { ban_duration: "none" }));
    good(await device().auth.signInWithPassword({ email: user.email, password: OTHER }));
    const first = good(await admin.listUsers({ page: 1, perPage: 2 }));
    assert.equal(first.users.length, 2);
    assert.ok(first.total > 2);
    assert.equal(first.nextPage, 2);
    // The client reads one digit of it.
    const wide = good(await admin.listUsers({ page: 1, perPage: 200 }));
    assert.equal(wide.lastPage, Math.ceil(wide.total / 200));
    const all = good(await admin.listUsers({ page: 1, perPage: 1000 }));
    assert.equal(all.users.length, first.total);
    good(await admin.deleteUser(user.id));
    bad(await admin.getUserById(user.id), "user_not_found", 404);
    bad(await device().auth.signInWithPassword({ email: user.email, password: OTHER }), "invalid_credentials", 400);
    bad(await device(process.env.OTHER_SECRET).auth.admin.deleteUser(all.users[0].id), "user_not_found", 404);
  },

  async "invites by mail, and makes links that are not mailed"() {
    const invited = email();
    const { user } = good(await admin.inviteUserByEmail(invited, { data: { team: "blue" } }));
    assert.ok(user.invited_at);
    const { link, subject } = await mail(invited);
    assert.match(subject, /You are invited to Shop/);
    const token = new URL(link).searchParams.get("token");
    const client = device();
    const accepted = good(await client.auth.verifyOtp({ token_hash: token, type: "invite" }));
    assert.equal(accepted.user.id, user.id);
    good(await client.auth.updateUser({ password: PASSWORD }));
    good(await device().auth.signInWithPassword({ email: invited, password: PASSWORD }));
    bad(await admin.inviteUserByEmail(invited), "email_exists", 422);
    for (const type of ["magiclink", "recovery"]) {
      const { properties } = good(await admin.generateLink({ type, email: invited }));
      assert.equal(properties.verification_type, type);
      assert.ok(properties.action_link.includes(properties.hashed_token));
      good(await device().auth.verifyOtp({ token_hash: properties.hashed_token, type }));
      bad(await device().auth.verifyOtp({ token_hash: properties.hashed_token, type }), "otp_expired", 403);
    }
    const fresh = email();
    const made = good(await admin.generateLink({ type: "signup", email: fresh, password: PASSWORD }));
    assert.equal(made.user.email, fresh);
    good(await device().auth.verifyOtp({ email: fresh, token: made.properties.email_otp, type: "signup" }));
    good(await device().auth.signInWithPassword({ email: fresh, password: PASSWORD }));
  },

  async "asks for a second factor, and gives no rights before it was shown"() {
    const person = await somebody();
    const client = device();
    const seen = [];
    client.auth.onAuthStateChange((event) => seen.push(event));
    const { session } = good(await client.auth.signInWithPassword(person));
    const other = device();
    good(await other.auth.signInWithPassword(person));
    const { mfa } = client.auth;
    const level = async (of = mfa) => {
      const { currentLevel, nextLevel } = good(await of.getAuthenticatorAssuranceLevel());
      return [currentLevel, nextLevel];
    };
    assert.deepEqual(await level(), ["aal1", "aal1"]);
    bad(await mfa.enroll({ factorType: "phone", phone: "+4930123456" }), "mfa_phone_enroll_not_enabled", 422);
    const forgotten = good(await mfa.enroll({ factorType: "totp", friendlyName: "Phone" }));
    const factor = good(await mfa.enroll({ factorType: "totp", friendlyName: "Phone" }));
    assert.notEqual(factor.id, forgotten.id);
    assert.equal(factor.type, "totp");
    assert.equal(factor.friendly_name, "Phone");
    assert.match(factor.totp.secret, /^[A-Z2-7]{32}$/);
    assert.match(factor.totp.qr_code, /^data:image\/svg\+xml;utf-8,<svg /);
    const uri = new URL(factor.totp.uri);
    assert.equal(uri.pathname.replace(/^\/\/totp/, ""), `/Shop:${encodeURIComponent(person.email)}`);
    assert.equal(uri.searchParams.get("secret"), factor.totp.secret);
    assert.equal(uri.searchParams.get("issuer"), "Shop");
    assert.deepEqual(await level(), ["aal1", "aal1"]);
    const code = digits(factor.totp.secret);
    const wrong = code === "111111" ? "222222" : "111111";
    bad(await mfa.challengeAndVerify({ factorId: factor.id, code: wrong }), "mfa_verification_failed", 422);
    const asked = good(await mfa.challenge({ factorId: factor.id }));
    assert.equal(asked.type, "totp");
    assert.ok(asked.expires_at > Date.now() / 1000);
    const shown = good(await mfa.verify({ factorId: factor.id, challengeId: asked.id, code }));
    assert.equal(shown.user.factors[0].status, "verified");
    assert.notEqual(shown.refresh_token, session.refresh_token);
    assert.deepEqual(await level(), ["aal2", "aal2"]);
    const { claims } = good(await client.auth.getClaims());
    assert.equal(claims.aal, "aal2");
    assert.deepEqual(claims.amr.map(({ method }) => method), ["totp", "password"]);
    assert.equal((await other.auth.getUser()).error.name, "AuthSessionMissingError");
    const listed = good(await mfa.listFactors());
    assert.deepEqual(listed.totp.map(({ id }) => id), [factor.id]);
    bad(await mfa.enroll({ factorType: "totp", friendlyName: "Phone" }), "mfa_factor_name_conflict", 422);
    assert.ok(seen.includes("MFA_CHALLENGE_VERIFIED"));
    good(await client.auth.refreshSession());
    assert.deepEqual(await level(), ["aal2", "aal2"]);

    const later = device();
    good(await later.auth.signInWithPassword(person));
    assert.deepEqual(await level(later.auth.mfa), ["aal1", "aal2"]);
    const me = async (of) => {
      const { data } = await of.auth.getSession();
      const headers = { apikey: publishable, Authorization: `Bearer ${data.session.access_token}` };
      return (await fetch(`${url}/api/v1/me`, { headers })).status;
    };
    assert.equal(await me(later), 403);
    bad(await later.auth.updateUser({ password: OTHER }), "insufficient_aal", 403);
    bad(await later.auth.mfa.enroll({ factorType: "totp", friendlyName: "Mine" }), "insufficient_aal", 403);
    bad(await later.auth.mfa.unenroll({ factorId: factor.id }), "insufficient_aal", 403);
    bad(await later.auth.mfa.challengeAndVerify({ factorId: factor.id, code }), "mfa_verification_failed", 422);
    good(await later.auth.mfa.challengeAndVerify({ factorId: factor.id, code: digits(factor.totp.secret, 1) }));
    assert.equal(await me(later), 200);

    const { user } = shown;
    assert.equal(good(await admin.mfa.listFactors({ userId: user.id })).factors.length, 1);
    bad(await device(process.env.OTHER_SECRET).auth.admin.mfa.listFactors({ userId: user.id }), "user_not_found", 404);
    const { properties } = good(await admin.generateLink({ type: "recovery", email: person.email }));
    const mailed = device();
    good(await mailed.auth.verifyOtp({ token_hash: properties.hashed_token, type: "recovery" }));
    assert.equal(await me(mailed), 403);
    bad(await mailed.auth.updateUser({ password: OTHER }), "insufficient_aal", 403);
    assert.equal(good(await later.auth.mfa.unenroll({ factorId: factor.id })).id, factor.id);
    assert.deepEqual(good(await later.auth.mfa.listFactors()).all, []);
    good(await later.auth.refreshSession());
    assert.deepEqual(await level(later.auth.mfa), ["aal1", "aal1"]);
    const next = good(await later.auth.mfa.enroll({ factorType: "totp" }));
    good(await later.auth.mfa.challengeAndVerify({ factorId: next.id, code: digits(next.totp.secret) }));
    good(await admin.mfa.deleteFactor({ userId: user.id, id: next.id }));
    assert.equal((await later.auth.getUser()).error.name, "AuthSessionMissingError");
    good(await later.auth.signInWithPassword(person));
    assert.equal(await me(later), 200);
  },

  async "gives access to everything else that the application's users have"() {
    const person = await somebody();
    const { session } = good(await device().auth.signInWithPassword(person));
    const headers = { apikey: publishable, Authorization: `Bearer ${session.access_token}` };
    const me = await (await fetch(`${url}/api/v1/me`, { headers })).json();
    assert.equal(me.user.id, session.user.id);
    assert.equal(me.role, "app_user");
    const nobody = { apikey: publishable, Authorization: `Bearer ${publishable}` };
    assert.equal((await fetch(`${url}/api/v1/me`, { headers: nobody })).status, 401);
    const preflight = await fetch(`${url}/auth/v1/token?grant_type=password`, {
      method: "OPTIONS",
      headers: {
        Origin: "https://shop.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "apikey,authorization,content-type,x-client-info,x-supabase-api-version",
      },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
  },
};

await run(tests);
