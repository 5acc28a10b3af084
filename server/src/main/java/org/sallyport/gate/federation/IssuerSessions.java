package org.sallyport.gate.federation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which sign-ins came from which session of an issuer, so that it can end them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class IssuerSessions {
  private final JdbcClient jdbc;
  private final KeyedHash hash;

  /**
   * Notes the issuer's session.
   *
   * @param issuer the issuer identifier
   * @param session its name there ({@code sid})
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(SignInId signIn, String issuer, String session) {
    jdbc.sql("update sign_in set issuer_session = :hash where id = :id")
        .param("hash", hash.of(KeyPurpose.FEDERATION, "session", issuer, session))
        .param("id", signIn.value())
        .update();
  }

  /** A sign-in that has not ended. */
  public record Open(SignInId signIn, AccountId account) {}

  /** The sign-ins of an issuer's session that began before a time. */
  public List<Open> of(String issuer, String session, Instant before) {
    return jdbc.sql(
            """
            select id, account_id from sign_in
             where issuer_session = any(:hashes) and state <> 'ended' and password_at < :before
            """)
        .param("before", before)
        .param("hashes", hash.all(KeyPurpose.FEDERATION, "session", issuer, session))
        .query(
            (row, number) ->
                new Open(
                    new SignInId(row.getObject(1, UUID.class)),
                    new AccountId(row.getObject(2, UUID.class))))
        .list();
  }

  /**
   * The sign-ins of an account that began at an issuer, before a time.
   *
   * @param issuer its name in the settings
   */
  public List<Open> of(AccountId account, String issuer, Instant before) {
    return jdbc.sql(
            """
            select id from sign_in
             where account_id = :account and issuer = :issuer and state <> 'ended' and password_at < :before
            """)
        .param("before", before)
        .param("account", account.value())
        .param("issuer", issuer)
        .query((row, number) -> new Open(new SignInId(row.getObject(1, UUID.class)), account))
        .list();
  }
}
