package org.sallyport.signin;

import java.util.List;
import java.util.regex.Pattern;
import org.sallyport.access.AddressBlock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The networks from which an account was opened before. */
@Component
class UsedNetworks {
  private static final Pattern LAST_BYTE = Pattern.compile("\\.\\d+$");

  private final JdbcClient jdbc;

  UsedNetworks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the account was opened before, and never from the network of this sign-in. */
  boolean isNew(SignIn signIn) {
    List<String> before =
        jdbc.sql(
                """
                select distinct address from sign_in
                 where account_id = :account and id <> :id and completed_at is not null
                """)
            .param("account", signIn.account().value())
            .param("id", signIn.id().value())
            .query((row, number) -> network(row.getString(1)))
            .list();
    String network = network(signIn.address());
    return !before.isEmpty() && !before.contains(network);
  }

  /** An IPv4 address counts with its /24, an IPv6 address with its /48. */
  private static String network(String address) {
    AddressBlock block = AddressBlock.of(address);
    String site = block.site();
    return site == null ? LAST_BYTE.matcher(block.network()).replaceFirst("") : site;
  }
}
