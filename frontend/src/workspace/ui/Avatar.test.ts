import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./Avatar";

test.each([
  ["Lena Brandt", "LB"],
  ["ann", "A"],
  ["@116186", "1"],
  ["كريم بن علي", "ك"],
  ["佐々木 拓也", "佐"],
  ["Élodie d’Arc", "ÉD"],
  ["", "?"],
])("initials of %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("a hue is the id's number modulo 360, as on the server", () => {
  expect(hueOf("00000000-0000-0000-0000-000000000169")).toBe(1);
});
