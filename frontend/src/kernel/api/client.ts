/** The one place that calls fetch. */
import { csrfToken } from "./csrf";
import { type ErrorBody, errorFrom, NetworkError } from "./errors";

const ROOT = "/api/v1/";
type Value = string | number | boolean | null | undefined;
export type Query = Record<string, Value>;

type Options = { query?: Query; body?: unknown; signal?: AbortSignal };

/** Called when the server no longer knows who we are. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return `${ROOT}${path}${text ? `?${text}` : ""}`;
}

async function send<T>(method: string, path: string, { query, body, signal }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  const request: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) request.body = JSON.stringify(body);
  if (signal) request.signal = signal;
  let response: Response;
  try {
    response = await fetch(addressOf(path, query), request);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new NetworkError("no answer", { cause });
  }
  return read<T>(response);
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  const parsed = parse(text);
  if (response.ok) return parsed as T;
  const body = isErrorBody(parsed) ? parsed : { code: `http_${response.status}`, message: response.statusText };
  if (response.status === 401 || body.code === "not_authenticated") onSignedOut();
  throw errorFrom(response.status, body);
}

function parse(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    send<T>("GET", path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body: unknown = {}) => send<T>("POST", path, { body }),
  put: <T>(path: string, body: unknown = {}) => send<T>("PUT", path, { body }),
  patch: <T>(path: string, body: unknown = {}) => send<T>("PATCH", path, { body }),
  delete: <T>(path: string) => send<T>("DELETE", path),
  /** DELETE of something that has no address of its own. */
  remove: <T>(path: string, body: unknown) => send<T>("DELETE", path, { body }),
};
