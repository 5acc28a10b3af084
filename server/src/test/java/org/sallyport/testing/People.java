package org.sallyport.testing;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Creates accounts for tests, each with a unique name, address and number. */
@Component
public class People {
  /** The password of every account. */
  public static final String PASSWORD = "lantern orchard violin";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final JdbcClient jdbc;
  private final Passwords passwords;
  private final Sealer sealer;
  private final Clock clock;
  private @Nullable String hash;

  People(JdbcClient jdbc, Passwords passwords, Sealer sealer, Clock clock) {
    this.sealer = sealer;
    this.clock = clock;
    this.jdbc = jdbc;
    this.passwords = passwords;
  }

  /** An account with its contacts. */
  public record Person(AccountId id, String username, String email, String phone) {}

  /** An account with codes by e-mail and without a number. */
  public Person byEmail() {
    return add("email", true, false, "physician");
  }

  /** An account with codes by SMS. */
  public Person bySms() {
    return add("sms", true, true, "physician");
  }

  /** An account without a chosen method; e-mail address, no number. */
  public Person undecided() {
    return add(null, true, false, "physician");
  }

  /** An account without a chosen method and without contacts. */
  public Person unreachable() {
    return add(null, false, false, "physician");
  }

  public Person admin() {
    return add("email", true, false, "admin");
  }

  /** A member of the help desk, with codes by e-mail. */
  public Person helpDesk() {
    return add("email", true, false, "helpdesk");
  }

  /** The full name of an account. */
  public String nameOf(Person person) {
    return jdbc.sql("select name from account where id = ?")
        .params(person.id().value())
        .query(String.class)
        .single();
  }

  /** Creates any other account. */
  public Person add(@Nullable String method, boolean email, boolean phone, String role) {
    int number = COUNT.incrementAndGet();
    Person person =
        new Person(
            new AccountId(UUID.randomUUID()),
            "person" + number,
            "person" + number + "@practice.example",
            String.format(Locale.ROOT, "+32470%06d", number));
    jdbc.sql(
            """
            insert into account (id, username, username_key, name, role, email, phone, method, password_hash,
                                 password_changed_at, created_at)
            values (:id, :username, :key, :name, :role, :email, :phone, :method, :hash, :at, :at)
            """)
        .param("id", person.id().value())
        .param("username", person.username())
        .param("key", Usernames.key(person.username()))
        .param("name", "Dr Person " + number)
        .param("role", role)
        .param("email", email ? person.email() : null)
        .param("phone", phone ? person.phone() : null)
        .param("method", method)
        .param("hash", hash())
        .param("at", Timestamp.from(Instant.parse("2026-01-01T00:00:00Z")))
        .update();
    if (method != null && !Preset.allowsCodesByMessage()) {
      linkApp(person);
    }
    return person;
  }

  /** Codes of an app in place of those by message; each is of a time step that was not used. */
  private void linkApp(Person person) {
    byte[] secret = new byte[20];
    new SecureRandom().nextBytes(secret);
    AppPhone app = new AppPhone(new Base32().encodeToString(secret), clock);
    UUID device = UUID.randomUUID();
    jdbc.sql(
            """
            with changed as (
              update account set method = 'totp', linked_methods = '{totp}' where id = :account)
            insert into totp_secret (id, account_id, name, secret, created_at, confirmed_at, last_step)
            values (:id, :account, 'App', :secret, now(), now(), 0)
            """)
        .param("account", person.id().value())
        .param("id", device)
        .param("secret", sealer.seal(app.key(), SealContext.of("totp_secret.secret", device)))
        .update();
    Supplier<String> codes =
        () -> {
          jdbc.sql("update totp_secret set last_step = 0 where id = :id")
              .param("id", device)
              .update();
          return app.code();
        };
    Codes.comeFrom(codes, person.email());
    Codes.comeFrom(codes, person.phone());
  }

  private synchronized String hash() {
    String made = hash;
    if (made == null) {
      made = passwords.hash(PASSWORD);
      hash = made;
    }
    return made;
  }
}
