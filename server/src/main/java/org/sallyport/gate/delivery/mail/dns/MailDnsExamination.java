package org.sallyport.gate.delivery.mail.dns;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.mail.dkim.DkimKey;
import org.sallyport.gate.delivery.mail.dkim.DkimProperties;
import org.sallyport.gate.delivery.mail.dns.TextRecords.NotLookedUp;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.policy.start.StartRefused;

/**
 * SPF, DKIM and DMARC of the sender's domain, each with what has to be published. They are looked
 * up as this machine does, or at the server of {@code sallyport.mail.dns-server}.
 */
public final class MailDnsExamination implements Examination {
  private static final String SUBJECT = "mail-dns";
  private static final int MIN_LABELS = 2;

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Optional<String> domain = senderDomain(examined);
    if (domain.isEmpty()) {
      return List.of(warning("not looked up: sallyport.mail.from is no mail address"));
    }
    if (labels(domain.get()) < MIN_LABELS) {
      return List.of(
          Finding.sound(SUBJECT, "not looked up: " + domain.get() + " is no domain of DNS"));
    }
    return examined
        .bound("sallyport.mail.dkim", DkimProperties.class)
        .map(dkim -> examine(examined, domain.get(), dkim))
        .orElseGet(() -> List.of(warning("not looked up: its settings are not understood")));
  }

  private static Optional<String> senderDomain(Examined examined) {
    String from =
        examined.value("sallyport.mail.from").orElse("sallyport@" + examined.publicUrl().getHost());
    try {
      String address = new InternetAddress(from, true).getAddress();
      String domain = IDN.toASCII(address.substring(address.lastIndexOf('@') + 1));
      return Optional.of(domain.toLowerCase(Locale.ROOT));
    } catch (AddressException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int labels(String domain) {
    return domain.split("\\.", -1).length;
  }

  private static List<Finding> examine(Examined examined, String domain, DkimProperties dkim) {
    try {
      TextRecords records =
          new TextRecords(examined.value("sallyport.mail.dns-server").orElse(null));
      List<Finding> findings = new ArrayList<>();
      findings.add(spf(records, domain));
      Optional<String> reports = examined.value("sallyport.mail.bounces.domain");
      if (reports.isPresent() && !reports.get().equals(domain)) {
        findings.add(spf(records, reports.get()));
      }
      findings.addAll(dkim(records, domain, dkim));
      findings.add(dmarc(records, domain, dkim));
      return findings;
    } catch (NotLookedUp e) {
      return List.of(warning("DNS gave no answer for " + e.getMessage()));
    } catch (UnknownHostException | NumberFormatException e) {
      return List.of(
          Finding.error(SUBJECT, "sallyport.mail.dns-server: no such server: " + e.getMessage()));
    }
  }

  private static Finding spf(TextRecords records, String domain) throws NotLookedUp {
    List<String> found = records.of(domain, "v=spf1");
    if (found.isEmpty()) {
      return Finding.error(
          SUBJECT,
          domain
              + " has no SPF record: publish as TXT, with the address from which the mail server reaches the"
              + " internet, for example: v=spf1 ip4:192.0.2.25 -all");
    }
    if (found.size() > 1) {
      return Finding.error(
          SUBJECT, domain + " has " + found.size() + " SPF records, so none is valid: keep one");
    }
    String record = " " + found.getFirst().toLowerCase(Locale.ROOT) + " ";
    if (record.contains(" +all ") || record.contains(" all ")) {
      return Finding.error(
          SUBJECT, "SPF of " + domain + " lets every server send: end it with -all");
    }
    if (record.contains(" -all ") || record.contains(" ~all ") || record.contains(" redirect=")) {
      return Finding.sound(SUBJECT, "SPF of " + domain + ": " + found.getFirst());
    }
    return warning("SPF of " + domain + " refuses nobody: end it with -all");
  }

  private static List<Finding> dkim(TextRecords records, String domain, DkimProperties dkim)
      throws NotLookedUp {
    DkimKey current;
    DkimKey next;
    try {
      current = dkim.current(domain);
      next = dkim.next(domain);
    } catch (StartRefused e) {
      return List.of(Finding.error(SUBJECT, String.valueOf(e.getMessage())));
    }
    if (current == null) {
      return List.of(
          warning(
              "mails are not signed here (sallyport.mail.dkim.selector): the mail server has to sign"
                  + " them for "
                  + domain));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(key(records, current, true));
    if (next != null) {
      findings.add(key(records, next, false));
    }
    return findings;
  }

  private static Finding key(TextRecords records, DkimKey key, boolean signs) throws NotLookedUp {
    List<String> found = records.of(key.name(), "");
    if (found.isEmpty()) {
      String missing = "DKIM: publish as TXT at " + key.name() + ": " + key.record();
      return signs ? Finding.error(SUBJECT, missing) : warning(missing);
    }
    if (found.size() > 1) {
      return Finding.error(SUBJECT, "DKIM: " + key.name() + " has several TXT records: keep one");
    }
    Tags tags = new Tags(found.getFirst());
    if (!tags.of("p", "").equals(key.published())) {
      return Finding.error(
          SUBJECT,
          "DKIM: the key at "
              + key.name()
              + (tags.of("p", "").isEmpty() ? " was revoked" : " is another one than ours")
              + ": publish "
              + key.record());
    }
    if (tags.of("t", "").contains("y")) {
      return warning("DKIM: " + key.name() + " says that it is a test: remove t=y");
    }
    return Finding.sound(
        SUBJECT,
        signs
            ? "DKIM: " + key.name() + " has our key"
            : "DKIM: " + key.name() + " is published, and can become the current one");
  }

  private static Finding dmarc(TextRecords records, String domain, DkimProperties dkim)
      throws NotLookedUp {
    @Nullable String at = domain;
    List<String> found = records.of("_dmarc." + at, "v=DMARC1");
    while (found.isEmpty() && labels(at) > MIN_LABELS) {
      at = at.substring(at.indexOf('.') + 1);
      found = records.of("_dmarc." + at, "v=DMARC1");
    }
    if (found.isEmpty()) {
      return Finding.error(
          SUBJECT,
          "DMARC: publish as TXT at _dmarc."
              + domain
              + ", first: v=DMARC1; p=none; rua=mailto:postmaster@"
              + domain);
    }
    if (found.size() > 1) {
      return Finding.error(SUBJECT, "DMARC: _dmarc." + at + " has several records: keep one");
    }
    Tags tags = new Tags(found.getFirst());
    if (!isAligned(domain, dkim.domain(), tags.of("adkim", "r"))) {
      return Finding.error(
          SUBJECT,
          "DMARC: mails come from "
              + domain
              + " and are signed for "
              + dkim.domain()
              + ", which does not count: sallyport.mail.dkim.domain");
    }
    String policy = at.equals(domain) ? tags.of("p", "") : tags.of("sp", tags.of("p", ""));
    if (!policy.equals("quarantine") && !policy.equals("reject")) {
      return warning(
          "DMARC of "
              + at
              + " lets forged mails pass: after some weeks without surprises in the"
              + " reports, p=quarantine, then p=reject");
    }
    return Finding.sound(SUBJECT, "DMARC of " + at + ": " + policy);
  }

  /** RFC 7489 section 3.1.1; without a list of public suffixes, one is part of the other. */
  private static boolean isAligned(String from, @Nullable String signed, String mode) {
    if (signed == null || signed.equalsIgnoreCase(from)) {
      return true;
    }
    String other = signed.toLowerCase(Locale.ROOT);
    return !mode.equals("s") && (from.endsWith("." + other) || other.endsWith("." + from));
  }

  private static Finding warning(String text) {
    return Finding.warning(SUBJECT, text);
  }
}
