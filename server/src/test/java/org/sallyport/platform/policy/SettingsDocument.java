package org.sallyport.platform.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generates docs/settings.md from the modules' properties and the policies. */
final class SettingsDocument {
  private static final String GIVEN = "given";
  private static final String HEAD =
      """
      # Settings

      Generated from the code; do not edit. After a change of settings or policies:
      `mvn -B -pl server test -Dtest=SettingsDocumentTest -Dsettings.write=true`

      Settings are read from `sallyport.yml` (or the file named by `./sallyport serve --config FILE`) and from
      environment variables; environment variables take precedence. Durations and sizes carry a unit (`20m`, `30d`,
      `19MB`). A setting that is unknown, malformed or against the policy ends the start with one line that names it,
      and exit code 2.
      In `sallyport.directories.name`, `sallyport.entra-mfa.name`, `sallyport.forward-auth.name`, `sallyport.issuers.name`,
      `sallyport.mail.routes.name`, `sallyport.radius.name` and `sallyport.sms.routes.name`, `name` stands for a name of your
      choice: there may be several directories, tenants, applications, issuers, networks and routes. In
      `sallyport.installation.help-by-language.name`, `desk-phone-by-language.name` and `desk-hours-by-language.name` it stands for the tag of a language, for example `nl`.
      Beside these, Spring Boot's own settings apply: `server.port` (8080), `server.address`,
      `management.server.port` (8081), `management.server.address` (127.0.0.1), `spring.datasource.url`, `.username`,
      `.password` (an external PostgreSQL; without them an embedded one is used), `spring.mail.host`, `.port`,
      `.username`, `.password`, `logging.structured.format.console` (`ecs`, `logstash` or `gelf`: the log as JSON).
      Without `spring.mail.host` and `sallyport.mail.routes`, or without `sallyport.sms.http.url` and `sallyport.sms.routes` while codes go by SMS, the server does not start.
      """;

  private static final String COSTS =
      """

      ## What settings cost in assurance

      The levels are those of NIST SP 800-63B-4. A sign-in here is AAL2 with the phone app, a passkey, or a code of another
      app; what the rows say is the price of a setting, whatever the policy. Tokens and the audit log always say how
      somebody really signed in.

      | setting | what it costs |
      | --- | --- |
      | `sallyport.second-factor.everyone` (and by role): `optional`, `off` | whoever has a password is in: AAL1 |
      | `sallyport.otp.channels`: `email` | a mailbox is no authenticator (3.1.3.1), and often opens with one password: AAL1 |
      | `sallyport.otp.channels`: `sms` | a number can be moved to another SIM card; NIST restricts it (3.2.9): AAL2 with that risk, which each person confirms under `nist-aal2`; assess it, and plan how to do without |
      | `sallyport.sms.voip-numbers`: `true` | a number of internet telephony is an account somewhere, no device: AAL1 |
      | `sallyport.remember.duration` above 0 | for that time whoever has the browser and the password is in: AAL1 there |
      | `sallyport.passkey.synced`: `true` | the account in which the keychain is kept can use the passkey on other devices: AAL2, not AAL3 |
      | `sallyport.push.digits`: `2` | somebody who is made to type a number by chance is right once in 90 times; 6 digits end that |
      | `sallyport.second-factor.downgrade`: `true` | an account is as strong as the weakest method that it has, not as the one it prefers |
      | `sallyport.change.lost-method-delay`, `sallyport.account-recovery.reset-delay` below 24h | who got in by a lost method has taken over before the owner reads a mail |
      | `sallyport.sharing.addresses`: `true` | guests are a mailbox and a code sent to it: AAL1, for the studies of that share |
      | `sallyport.directories.name.contacts`: `trust` | whoever may edit the directory can have the codes of anybody sent to themselves, at once |
      | `sallyport.directories.name.forgotten-password`: `reset` | the service account can set anybody's password, and a mailbox is enough to change one that opens the whole domain |
      | `sallyport.issuers.name.second-factor` | sign-ins are as strong as that issuer's, which nobody here can verify; `acr` and `amr` of its tokens are believed |
      | `sallyport.issuers.name.create`: `sign-in` | whoever that issuer lets in has an account here; it sees what is shared with it, or names it |
      | `sallyport.issuers.name.take-email`: `true` | codes go to an address that the issuer chose |
      | `sallyport.radius.name.title` (any network) | passwords pass through the gateway and FreeRADIUS in the clear of PAP, only TLS around them; passkeys cannot be used there |
      """;

  private final KnownSettings known;
  private final Policies policies;
  private final StringBuilder text = new StringBuilder(HEAD);

  private SettingsDocument(KnownSettings known, Policies policies) {
    this.known = known;
    this.policies = policies;
  }

  static String of(KnownSettings known, Policies policies) {
    SettingsDocument document = new SettingsDocument(known, policies);
    document.settings();
    document.policies();
    return document.text.toString();
  }

  private void settings() {
    row("\n## All settings\n\n| setting | default | meaning |", "| --- | --- | --- |");
    for (KnownSetting setting : known.all()) {
      row(
          "| `%s`<br>`%s` | %s | %s |"
              .formatted(
                  setting.name(), setting.variable(), standard(setting), cell(setting.meaning())));
    }
  }

  private void policies() {
    row(
        "\n## Policies\n",
        "`sallyport.policy` names one. It sets what you do not set, and refuses what it forbids. `given` has the defaults",
        "of the table above and forbids nothing; this is what the others say. Where a cell is empty, `given` holds.\n");
    List<String> others = policies.names().stream().filter(name -> !name.equals(GIVEN)).toList();
    row(
        "| setting | " + String.join(" | ", others) + " |",
        "| --- |" + " --- |".repeat(others.size()));
    for (KnownSetting setting : known.all()) {
      List<String> cells = new ArrayList<>();
      for (String policy : others) {
        cells.add(says(clauses(policy).get(setting.name())));
      }
      if (cells.stream().anyMatch(it -> !it.isEmpty())) {
        row("| `" + setting.name() + "` | " + String.join(" | ", cells) + " |");
      }
    }
    row(
        "\n`nist-aal2` and `asvs-l3` rule out codes by e-mail and SMS: people sign in with the phone app or a passkey (`asvs-l3`:",
        "with a security key or another passkey that stays on its device, of a model in `sallyport.passkey.models`), and link the",
        "first one with an activation code (`./sallyport account activation-code NAME`).");
    text.append(COSTS);
  }

  private String standard(KnownSetting setting) {
    Clause given = clauses(GIVEN).get(setting.name());
    String value = given != null && given.is() != null ? given.is() : setting.standard();
    return value == null ? "none" : "`" + cell(value) + "`";
  }

  private static String says(@Nullable Clause clause) {
    List<String> parts = new ArrayList<>();
    if (clause == null) {
      return "";
    }
    if (clause.is() != null) {
      parts.add(clause.is().isEmpty() ? "none" : "`" + clause.is() + "`");
    }
    if (clause.atMost() != null) {
      parts.add("at most `" + clause.atMost() + "`");
    }
    if (clause.atLeast() != null) {
      parts.add("at least `" + clause.atLeast() + "`");
    }
    if (clause.only() != null) {
      parts.add(
          clause.only().startsWith("|")
              ? "or only `" + clause.only().substring(1) + "`"
              : "nothing else");
    }
    if (clause.never() != null) {
      parts.add("not `" + clause.never() + "`");
    }
    if (clause.aboveZeroNeeds() != null) {
      parts.add("more than 0 only together with `" + clause.aboveZeroNeeds() + "`");
    }
    if (clause.needed() != null) {
      parts.add("must be set");
    }
    return String.join("; ", parts);
  }

  private Map<String, Clause> clauses(String policy) {
    return policies.find(policy).orElseThrow();
  }

  private static String cell(String words) {
    return words.replace("|", "\\|");
  }

  private void row(String... lines) {
    for (String line : lines) {
      text.append(line).append('\n');
    }
  }
}
