/** The token Django asks back in a header; production prefixes the cookie's name. */
const NAMES = ["__Host-chorus_csrf", "chorus_csrf"];

export function csrfToken(cookies: string = document.cookie): string {
  const jar = new Map(
    cookies.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))] as const;
    }),
  );
  return NAMES.map((name) => jar.get(name)).find((value) => value !== undefined) ?? "";
}
