import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Lock {
  readonly packages: Record<string, { readonly license?: string; readonly dev?: boolean }>;
}

const ALLOWED = ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"];
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
const packages = Object.entries(lock.packages).filter(([place]) => place !== "");

describe("every package that the app is built of or tested with", () => {
  it("is under a licence that asks for nothing but its text", () => {
    const others = packages.filter(([, { license }]) => !ALLOWED.includes(license ?? "none"));
    expect(packages.length).toBeGreaterThan(50);
    expect(others).toEqual([]);
  });

  it("stays out of what phones get, but for the reader of QR codes", () => {
    const shipped = packages.filter(([, { dev }]) => dev !== true).map(([place]) => place);
    expect(shipped).toEqual(["node_modules/jsqr"]);
  });
});
