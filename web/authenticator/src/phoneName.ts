/** Default name of a phone: the model if known, otherwise browser and operating system. */

import { text } from "./messages";

const MAX_LENGTH = 40;

interface Hints {
  getHighEntropyValues(names: string[]): Promise<{ readonly model?: string }>;
}

export async function phoneName(): Promise<string> {
  const { userAgentData } = navigator as { userAgentData?: Hints };
  const told = await userAgentData?.getHighEntropyValues(["model"]).catch(() => undefined);
  return proposable(told?.model?.trim()) ?? nameOf(navigator.userAgent, fingers());
}

/**
 * Does not suggest names that the portal could refuse, such as a web address or a telephone number.
 */
function proposable(model: string | undefined): string | undefined {
  const plain = /^(?:[\w ()+-]|\.(?=[\d ]))+$/;
  const number = /(?<!\w)\d(?:[ ()./-]*\d){6,}(?!\w)/;
  const fits = model && model.length <= MAX_LENGTH && plain.test(model) && !number.test(model);
  return fits ? model : undefined;
}

/**
 * Derives the name from the user agent.
 *
 * @param fingers maximum number of touch points: an iPad identifies itself as a Mac
 */
export function nameOf(userAgent: string, fingers: number): string {
  if (userAgent.includes("iPhone")) {
    return "iPhone";
  }
  if (userAgent.includes("iPad") || (userAgent.includes("Macintosh") && fingers > 1)) {
    return "iPad";
  }
  return (
    modelOf(userAgent) ??
    text("app.look.browser-on-system", browserOf(userAgent), systemOf(userAgent))
  );
}

/** "K" is sent by browsers that hide the model. */
function modelOf(userAgent: string): string | undefined {
  const model = /\(Linux; Android [\d.]+; ([\w ()+.-]{2,32}?)(?: Build\/[^)]*)?\)/.exec(userAgent);
  return proposable(model?.[1]?.trim());
}

function browserOf(userAgent: string): string {
  const known: readonly (readonly [string, string])[] = [
    ["Edg", "Edge"],
    ["SamsungBrowser", "Samsung Internet"],
    ["Firefox", "Firefox"],
    ["Chrome", "Chrome"],
    ["Safari", "Safari"],
  ];
  return known.find(([mark]) => userAgent.includes(mark))?.[1] ?? text("app.look.browser");
}

function systemOf(userAgent: string): string {
  const known: readonly (readonly [string, string])[] = [
    ["Android", "Android"],
    ["Windows", "Windows"],
    ["Macintosh", "macOS"],
    ["CrOS", "ChromeOS"],
    ["Linux", "Linux"],
  ];
  return known.find(([mark]) => userAgent.includes(mark))?.[1] ?? text("app.look.system");
}

function fingers(): number {
  return navigator.maxTouchPoints ?? 0;
}
