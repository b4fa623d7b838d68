import { afterEach, expect, test, vi } from "vitest";
import { addressOf, api } from "./client";
import { csrfToken } from "./csrf";
import { ApiError, isTransient, NetworkError, StaleReplyError } from "./errors";

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: unknown) {
  const fetcher = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetcher);
  return fetcher;
}

test("the token comes from the cookie under either name", () => {
  expect(csrfToken("a=1; chorus_csrf=abc")).toBe("abc");
  expect(csrfToken("__Host-chorus_csrf=xyz; b=2")).toBe("xyz");
  expect(csrfToken("")).toBe("");
});

test("empty filters stay out of the address", () => {
  expect(addressOf("conversations", { status: "open", q: "", label: null, size: 20 })).toBe(
    "/api/v1/conversations?status=open&size=20",
  );
});

test("a write carries the token and its body", async () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie is what is tested
  document.cookie = "chorus_csrf=token-1";
  const fetcher = answer(201, { id: "1" });
  await api.post("conversations/1/notes", { body: "hi" });
  const [address, request] = fetcher.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/conversations/1/notes");
  expect(new Headers(request?.headers).get("X-CSRFToken")).toBe("token-1");
  expect(request?.body).toBe('{"body":"hi"}');
});

test("a stale reply says what was missed", async () => {
  answer(409, { code: "stale_reply", message: "moved on", missed: [{ id: "m1" }] });
  const error = await api.post("x").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StaleReplyError);
  expect((error as StaleReplyError).missed.map((entry) => entry.id)).toEqual(["m1"]);
  expect(isTransient(error)).toBe(false);
});

test("field errors become one sentence each", async () => {
  answer(400, { code: "invalid", message: "no", fields: { email: ["Not an address.", "x"] } });
  const error = (await api.post("x").catch((reason: unknown) => reason)) as ApiError;
  expect(error).toBeInstanceOf(ApiError);
  expect(error.fields).toEqual({ email: "Not an address." });
});

test("no answer is a network error, worth trying again", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  const error = await api.get("me").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NetworkError);
  expect(isTransient(error)).toBe(true);
});

test("an answer that is no JSON still names its status", async () => {
  vi.stubGlobal("fetch", async () => new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }));
  const error = (await api.get("me").catch((reason: unknown) => reason)) as ApiError;
  expect(error.status).toBe(502);
  expect(error.code).toBe("http_502");
});
