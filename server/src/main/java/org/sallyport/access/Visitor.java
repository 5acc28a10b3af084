package org.sallyport.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is calling, as the sign-in row says it at this request.
 *
 * @param username the name that was typed at the first door, as the account spells it
 * @param name the person's name as pages show it
 * @param admin whether the account runs the installation
 * @param factorAt when the second factor was last given in this sign-in; null if a remembered
 *     browser stood in for it, or if it is still to come
 */
public record Visitor(
    SignInId signIn,
    AccountId account,
    String username,
    String name,
    boolean admin,
    @Nullable Instant factorAt)
    implements AuthenticatedPrincipal {

  @Override
  public String getName() {
    return username;
  }
}
