/** A failed call in words a person can act on. */
export interface FieldProblem {
  readonly field: string;
  readonly detail: string;
}

interface ProblemDocument {
  title?: unknown;
  code?: unknown;
  detail?: unknown;
  /** On routes that speak the language of Supabase Auth. */
  error_code?: unknown;
  msg?: unknown;
  request_id?: unknown;
  errors?: unknown;
}

/** What the server said (RFC 9457), or `unreachable` when it said nothing. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly fields: readonly FieldProblem[];
  /** Seconds, where the server says when to come back. */
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

  /** Whether the same call may well succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
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
    const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
    return new Problem(
      response.status,
      text(body.code) ?? text(body.error_code) ?? `http_${response.status}`,
      text(body.detail) ?? text(body.msg) ?? text(body.title) ?? fallback(response.status),
      {
        requestId: text(body.request_id) ?? response.headers.get("X-Request-Id"),
        fields: fieldProblems(body.errors),
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
      },
    );
  }
}

/** Any thrown thing as one sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.message : "Something went wrong. Try again.";
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
