package org.sallyport.gate.notifications.optional;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * The address by which an account stops a mail that it may turn off (RFC 8058). Its token is the
 * account's id, encrypted for this purpose: nobody can make one, or read whose it is. It grants
 * nothing else, and is valid until its key is retired.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UnsubscribeLinks {
  public static final String PATH = "/unsubscribe/";

  private static final SealContext CONTEXT = SealContext.of("unsubscribe new-studies");

  /** Longer than any token. */
  private static final int MAX_LENGTH = 200;

  private final Sealer sealer;
  private final Installation installation;

  /** The address for the mails of an account. */
  public String of(AccountId account) {
    byte[] sealed = sealer.seal(account.toString(), CONTEXT);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    return installation.address(PATH + token).toString();
  }

  /** The account of a token; empty if it is none, or was altered. */
  public Optional<AccountId> account(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(token);
      return sealer.canOpen(sealed)
          ? Optional.of(new AccountId(UUID.fromString(sealer.open(sealed, CONTEXT))))
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
