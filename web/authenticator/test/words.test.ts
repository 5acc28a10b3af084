import { afterEach, expect, it } from "vitest";
import { speak } from "../src/messages";
import { ago, browserWords, cameraWords, clockTime, spaced, waitWords } from "../src/words";

afterEach(() => speak("en"));

it("says what is left as a clock does", () => {
  expect(clockTime(92_000)).toBe("1:32");
  expect(clockTime(1)).toBe("0:01");
  expect(clockTime(-5)).toBe("0:00");
});

it("says how long ago something was", () => {
  expect([ago(-3), ago(1_000), ago(28_000), ago(60_000), ago(130_000)]).toEqual([
    "just now",
    "1 second ago",
    "28 seconds ago",
    "1 minute ago",
    "2 minutes ago",
  ]);
});

it("parts a code in the middle", () => {
  expect(spaced("005924")).toBe("005 924");
});

it("says what to type where the camera shows nothing", () => {
  expect(cameraWords("refused", "code")).toMatch(/not allowed.*, or type the code[.]$/);
  expect(cameraWords("none", "number")).toMatch(/not start.*Type the number instead[.]$/);
});

it("says waits as the portal does", () => {
  expect([waitWords(30), waitWords(120)]).toEqual(["30 s", "2 min"]);
});

it("words the browser that asks in the language of the app", async () => {
  expect(browserWords("Chrome 156 on Linux")).toBe("Chrome 156 on Linux");
  await speak("de");
  expect([
    browserWords("Chrome 156 on Linux"),
    browserWords("Safari 19 on iPhone"),
    browserWords("unknown browser"),
    browserWords("unknown browser on Windows"),
    browserWords("curl/8.5"),
    browserWords("Browser on paper"),
  ]).toEqual([
    "Chrome 156 unter Linux",
    "Safari 19 unter iPhone",
    "Unbekannter Browser",
    "Unbekannter Browser unter Windows",
    "curl/8.5",
    "Browser on paper",
  ]);
  await speak("pl");
  expect(browserWords("Chrome 156 on Linux")).toBe("Chrome 156 (Linux)");
});
