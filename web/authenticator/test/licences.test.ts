import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkLicence } from "../../common/build/licences";

interface Entry {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly link?: boolean;
  readonly resolved?: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, Entry>>;
}

const { packages } = JSON.parse(readFileSync("../package-lock.json", "utf8")) as Lock;

/** The installed packages that a folder of the lock file depends on, and those that they depend on. */
function shipped(folder: string, found = new Set<string>()): Set<string> {
  for (const name of Object.keys(packages[folder]?.dependencies ?? {})) {
    const place = [`${folder}/node_modules/${name}`, `node_modules/${name}`].find(
      (it) => it in packages,
    );
    const { link, resolved } = packages[place ?? ""] ?? {};
    if (link === true) {
      shipped(resolved ?? "", found);
    } else if (place !== undefined && !found.has(place)) {
      shipped(place, found.add(place));
    }
  }
  return found;
}

describe("what phones get", () => {
  it("contains no package but the reader of QR codes", () => {
    expect([...shipped("authenticator")]).toEqual(["node_modules/jsqr"]);
  });

  it("is under a licence that asks for nothing but its text", () => {
    shipped("authenticator").forEach((place) => {
      expect(() => checkLicence(place, packages[place]?.license)).not.toThrow();
    });
  });
});
