package org.sallyport.gate.delivery.mail.bounces;

import java.nio.charset.StandardCharsets;

/** Reports as mail systems write them. */
final class Reports {
  private Reports() {}

  /** A report on one mail, with words that nobody may see. */
  static byte[] of(String action, String status) {
    return bytes(
        """
        From: MAILER-DAEMON@mx.example (Mail Delivery System)
        To: sallyport@x.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

        This is a MIME-encapsulated message.

        --=_b
        Content-Type: text/plain; charset=us-ascii

        <secret words> delivery of your mail to anna@x.example

        --=_b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: Mon, 30 Nov 2026 10:42:00 +0000 (UTC)

        Final-Recipient: rfc822; anna@x.example
        Action: %s
        Status: %s
        Diagnostic-Code: smtp; 550 <secret words>

        --=_b
        Content-Type: text/rfc822-headers

        Subject: Your code, message K7

        --=_b--
        """
            .formatted(action, status));
  }

  static byte[] bytes(String mail) {
    return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
