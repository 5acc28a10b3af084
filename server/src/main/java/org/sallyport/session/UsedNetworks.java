package org.sallyport.session;

import java.util.List;
import java.util.regex.Pattern;
import org.sallyport.access.AddressBlock;
import org.sallyport.audit.AuditTrail;
import org.sallyport.audit.SignInEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The networks from which an account was opened before, by its owner: a sign-in that was reported
 * as somebody else's makes no network known.
 */
@Component
class UsedNetworks {
  private static final Pattern LAST_BYTE = Pattern.compile("\\.\\d+$");

  private final JdbcClient jdbc;
  private final AuditTrail trail;

  UsedNetworks(JdbcClient jdbc, AuditTrail trail) {
    this.jdbc = jdbc;
    this.trail = trail;
  }

  /**
   * Whether the account was not opened from the network of this sign-in before, as far as the
   * sign-ins that are kept go back. The very first sign-in of an account is new nowhere. It must
   * have been recorded.
   */
  boolean isNew(SignIn signIn) {
    List<String> before =
        jdbc.sql(
                """
                select distinct address from sign_in
                 where account_id = :account and id <> :id and completed_at is not null and reported_at is null
                """)
            .param("account", signIn.account().value())
            .param("id", signIn.id().value())
            .query((row, number) -> network(row.getString(1)))
            .list();
    return !before.contains(network(signIn.address()))
        && trail.time(signIn.account(), SignInEvent.Completed.class, 1).isPresent();
  }

  /** An IPv4 address counts with its /24, an IPv6 address with its /48. */
  private static String network(String address) {
    AddressBlock block = AddressBlock.of(address);
    String site = block.site();
    return site == null ? LAST_BYTE.matcher(block.network()).replaceFirst("") : site;
  }
}
