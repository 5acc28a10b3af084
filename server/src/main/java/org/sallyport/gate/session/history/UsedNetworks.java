package org.sallyport.gate.session.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When, and from which networks, the owner of an account signed in before. A sign-in reported as
 * somebody else's does not make its network known.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UsedNetworks {
  private static final Pattern LAST_BYTE = Pattern.compile("\\.\\d+$");

  private static final List<Class<? extends DomainEvent>> COMPLETED =
      List.of(SignInEvent.Completed.class, SignInEvent.FactorGivenForIssuer.class);

  private static final String ADDRESSES =
      """
      select distinct address from sign_in
       where account_id = :account and id <> :id and completed_at is not null and reported_at is null
      """;

  private final JdbcClient jdbc;
  private final AuditTrail trail;

  /**
   * Whether the account has not signed in from the network of this sign-in before, as far as the
   * stored sign-ins reach.
   */
  public boolean isNew(SignIn signIn) {
    List<String> before =
        jdbc.sql(ADDRESSES)
            .param("account", signIn.account().value())
            .param("id", signIn.id().value())
            .query((row, number) -> network(row.getString(1)))
            .list();
    return !before.contains(network(signIn.address()));
  }

  /**
   * When the sign-in of the account before this one was completed, or the second factor given for
   * an issuer; empty for the first. This one must already be recorded in the audit log.
   */
  public Optional<Instant> lastUsed(SignIn signIn) {
    return trail.latest(signIn.account(), COMPLETED, 2).stream()
        .skip(1)
        .findFirst()
        .map(AuditTrail.Kept::at);
  }

  /** The network of an address: the /24 of IPv4, the /48 of IPv6. */
  private static String network(String address) {
    AddressBlock block = AddressBlock.of(address);
    String site = block.site();
    return site == null ? LAST_BYTE.matcher(block.network()).replaceFirst("") : site;
  }
}
