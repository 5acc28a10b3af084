/** The characters of GSM-7: the basic table, and those that take two places (3GPP TS 23.038, 6.2.1). */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "^{}\\[~]|€";

/** Places in a message, and in a segment of a message that has several (3GPP TS 23.040, 9.2.3.24). */
const GSM_7 = { alone: 160, part: 153 };
const UCS_2 = { alone: 70, part: 67 };

/** How an SMS is sent. */
export interface Sms {
  /** The characters that are not in GSM-7; with one of them, all are sent in UCS-2. */
  readonly others: string;
  readonly segments: number;
}

export function smsOf(text: string): Sms {
  const others = [...new Set(text)].filter((it) => !BASIC.includes(it) && !EXTENDED.includes(it));
  const extended = [...text].filter((it) => EXTENDED.includes(it)).length;
  const [places, room] =
    others.length === 0 ? [text.length + extended, GSM_7] : [text.length, UCS_2];
  const segments = places <= room.alone ? 1 : Math.ceil(places / room.part);
  return { others: others.join(""), segments };
}
