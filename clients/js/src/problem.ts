/** What is wrong with one field of a request. */
export interface FieldProblem {
  readonly field: string;
  readonly detail: string;
}

interface ProblemDocument {
  title?: unknown;
  code?: unknown;
  detail?: unknown;
  /** On routes in the dialect of Supabase Auth. */
  error_code?: unknown;
  msg?: unknown;
  request_id?: unknown;
  errors?: unknown;
}

/** Replaces messages of Supabase Auth's dialect that are meant for programs. */
const SENTENCES: Readonly<Record<string, string>> = {
  invalid_credentials: "There is no such account, or the password is another.",
  email_not_confirmed: "Open the link that was sent to your address first.",
  user_banned: "Your account is deactivated, or in no team. An administrator can change that.",
  otp_expired: "This link has expired, or was used already. Request a new link.",
};

/** A failed call: the server's problem document (RFC 9457), or `unreachable` or `timed_out` without one. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly fields: readonly FieldProblem[];
  /** Seconds to wait before the next attempt, where the server says so. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: string,
    sentence: string,
    more: {
      requestId?: string | null;
      fields?: readonly FieldProblem[];
      retryAfter?: number | null;
    } = {},
  ) {
    super(sentence);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.requestId = more.requestId ?? null;
    this.fields = more.fields ?? [];
    this.retryAfter = more.retryAfter ?? null;
  }

  /** Whether a login that could not be renewed has ended. Supabase Auth's dialect returns 400 for an invalid token. */
  get endsLogin(): boolean {
    return this.status === 400 || this.status === 401 || this.status === 403;
  }

  /** Whether the same call may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static signedOut(): Problem {
    return new Problem(401, "signed_out", "Sign in again.");
  }

  /** The server refused to renew the login. */
  static loginEnded(): Problem {
    return new Problem(401, "login_ended", "Your sign-in has ended. Sign in again.");
  }

  static unreachable(): Problem {
    return new Problem(
      0,
      "unreachable",
      "The server cannot be reached. Check your connection and try again.",
    );
  }

  static timedOut(): Problem {
    return new Problem(0, "timed_out", "The server took too long to answer. Try again.");
  }

  static async of(response: Response): Promise<Problem> {
    const body = await problemDocument(response);
    const supabaseCode = text(body.error_code);
    const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
    return new Problem(
      response.status,
      text(body.code) ?? supabaseCode ?? `http_${response.status}`,
      text(body.detail) ??
        (supabaseCode && SENTENCES[supabaseCode]) ??
        text(body.msg) ??
        text(body.title) ??
        fallback(response.status),
      {
        requestId: text(body.request_id) ?? response.headers.get("X-Request-Id"),
        fields: fieldProblems(body.errors),
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
      },
    );
  }
}

/** Any error as one sentence for the user. */
export function errorMessage(error: unknown): string {
  return error instanceof Problem ? error.message : "Something went wrong. Try again.";
}

/** What is wrong with one field of a request, by its name on the wire; null if nothing is. */
export function fieldProblem(error: unknown, field: string): string | null {
  return error instanceof Problem
    ? (error.fields.find((each) => each.field === field)?.detail ?? null)
    : null;
}

async function problemDocument(response: Response): Promise<ProblemDocument> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    // A proxy in between may answer in HTML.
    return {};
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((entry: { field?: unknown; detail?: unknown }) => {
    const field = text(entry?.field);
    const detail = text(entry?.detail);
    return field && detail ? [{ field, detail }] : [];
  });
}

function fallback(status: number): string {
  if (status >= 500) {
    return "The server could not do this just now. Try again in a moment.";
  }
  return `The server refused this (${status}).`;
}
