import { describe, expect, it } from "vitest";
import { nameOf } from "../src/phoneName";

const SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/604.1";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36";

describe("a phone's name", () => {
  it.each([
    ["iPhone", `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${SAFARI}`, 5],
    ["iPad", `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`, 5],
    ["Safari on macOS", `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`, 0],
    ["Pixel 9", `Mozilla/5.0 (Linux; Android 16; Pixel 9) ${CHROME}`, 5],
    ["Chrome on Android", `Mozilla/5.0 (Linux; Android 10; K) ${CHROME}`, 5],
    ["Edge on Android", `Mozilla/5.0 (Linux; Android 10; K) ${CHROME} EdgA/143.0`, 5],
    [
      "Firefox on Android",
      "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
      5,
    ],
    ["Chrome on Linux", `Mozilla/5.0 (X11; Linux x86_64) ${CHROME}`, 0],
    ["Browser on phone", "", 0],
    ["2201117TG", `Mozilla/5.0 (Linux; Android 13; 2201117TG) ${CHROME}`, 5],
    ["22101316G", `Mozilla/5.0 (Linux; Android 13; 22101316G Build/TP1A) ${CHROME}`, 5],
    ["Nokia 8.1", `Mozilla/5.0 (Linux; Android 11; Nokia 8.1) ${CHROME}`, 5],
    ["Chrome on Android", `Mozilla/5.0 (Linux; Android 13; 1234567) ${CHROME}`, 5],
    ["Chrome on Android", `Mozilla/5.0 (Linux; Android 13; SM.evil) ${CHROME}`, 5],
  ])("is %s", (name, userAgent, fingers) => {
    expect(nameOf(userAgent, fingers)).toBe(name);
  });
});
