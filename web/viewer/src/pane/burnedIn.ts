import { type Attributes, TAG, textOf } from "../dicomweb/attributes";

const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
/** Machines that write into their images, and often do not say so. */
const WRITING = ["US", "IVUS", "OT", "SC", "XC", "ES", "GM", "SM", "OP", "DMS"];

/**
 * Whether an image may have words of its own, which words on it would cover. What an image says of
 * itself counts, its modality only where it says nothing.
 */
export function mayHaveWords(attributes: Attributes): boolean {
  const said = textOf(attributes, TAG.burnedIn);
  return said === ""
    ? WRITING.includes(textOf(attributes, TAG.modality)) ||
        textOf(attributes, TAG.sopClass).startsWith(SECONDARY_CAPTURE)
    : said !== "NO";
}
