/** What can go wrong between here and the server, typed by what the caller can do about it. */
import type { Entry } from "./types";

export type ErrorBody = { code: string; message: string; fields?: Record<string, unknown>; [detail: string]: unknown };

/** The server answered, and the answer is no. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }

  get code(): string {
    return this.body.code;
  }

  /** Field name to its first sentence, for forms. */
  get fields(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.body.fields ?? {}).map(([name, value]) => [
        name,
        Array.isArray(value) ? String(value[0]) : String(value),
      ]),
    );
  }
}

/** Somebody wrote in between; `missed` is what. */
export class StaleReplyError extends ApiError {
  get missed(): Entry[] {
    return Array.isArray(this.body.missed) ? (this.body.missed as Entry[]) : [];
  }
}

/** Nobody answered: offline, or the server is away. Trying again may work. */
export class NetworkError extends Error {
  override name = "NetworkError";
}

export function errorFrom(status: number, body: ErrorBody): ApiError {
  return status === 409 && body.code === "stale_reply" ? new StaleReplyError(status, body) : new ApiError(status, body);
}

/** Whether repeating the same request later makes sense. */
export function isTransient(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.status === 429));
}
