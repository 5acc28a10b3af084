import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkLicence, isAllowed } from "../build/licences";

interface Lock {
  readonly packages: Record<string, { readonly license?: string; readonly dev?: boolean }>;
}

/** Licences of tools, which stay out of what is built. */
const ALSO_ALLOWED = ["CC0-1.0", "MPL-2.0"];

const lock = JSON.parse(readFileSync("../package-lock.json", "utf8")) as Lock;
const tools = Object.entries(lock.packages).filter(([, { dev }]) => dev === true);

describe("a package that is built in", () => {
  it("is under a licence that asks for nothing but its text", () => {
    expect(() => checkLicence("x", "MIT")).not.toThrow();
    expect(() => checkLicence("x", "AGPL-3.0")).toThrow("AGPL-3.0");
    expect(() => checkLicence("x", undefined)).toThrow("x");
  });
});

describe("every package that the apps are built or tested with", () => {
  it("is under a licence that lets everyone use it", () => {
    const others = tools.filter(
      ([, { license }]) => !isAllowed(license) && !ALSO_ALLOWED.includes(license ?? ""),
    );
    expect(tools.length).toBeGreaterThan(50);
    expect(others).toEqual([]);
  });
});
