import { existsSync, readFileSync, readdirSync } from "node:fs";
import type { Plugin } from "vite";

/** Licences that ask for nothing but their text. */
const ALLOWED = [
  "(MIT AND Zlib)",
  "(WTFPL OR MIT)",
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "ISC",
  "MIT",
  "Unlicense",
];
const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const TEXT = /^licen[cs]e/i;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The folders of the packages that are built in, also into the worker. */
const folders = new Set<string>();

/** Notes which packages are built in. */
export function notePackages(): Plugin {
  return {
    name: "note-packages",
    transform(_code, id) {
      const [, folder] = PACKAGE.exec(id) ?? [];
      if (folder !== undefined && existsSync(`${folder}/package.json`)) {
        folders.add(folder);
      }
      return undefined;
    },
  };
}

/** Adds the licences of all packages that are built in; fails if one is not allowed. */
export function licences(): Plugin {
  return {
    name: "licences",
    apply: "build",
    generateBundle() {
      const source = [...folders].sort().map(entryOf).join("\n\n");
      this.emitFile({ type: "asset", fileName: "licences.txt", source: `${source}\n` });
    },
  };
}

function entryOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(`${folder}/package.json`, "utf8"),
  ) as Package;
  checkLicence(name, license);
  const file = readdirSync(folder).find((it) => TEXT.test(it));
  const text = file === undefined ? "" : `\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}`;
  return `${name} ${version}: ${license}${text}`;
}

/** @throws if the licence is not one of those that are allowed */
export function checkLicence(name: string, licence: string | undefined): void {
  if (!isAllowed(licence)) {
    throw new Error(`the licence of ${name} is not among the allowed ones: ${licence}`);
  }
}

export function isAllowed(licence: string | undefined): boolean {
  return ALLOWED.includes(licence ?? "none");
}
