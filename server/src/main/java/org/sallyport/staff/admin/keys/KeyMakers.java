package org.sallyport.staff.admin.keys;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.apikeys.ApiKey;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Who made a key, or its present text. A key goes on without them. */
@Component
@RequiredArgsConstructor
class KeyMakers {
  private final Accounts accounts;

  /**
   * Who it was.
   *
   * @param name for admins
   * @param isAdmin whether they are an admin who can sign in
   */
  record Maker(String name, boolean isAdmin) {}

  Maker of(ApiKey key) {
    return Optional.ofNullable(key.madeBy())
        .flatMap(accounts::find)
        .map(it -> new Maker(it.username(), isAdmin(it)))
        .orElseGet(() -> new Maker(Messages.text("staff.keys.maker-gone"), false));
  }

  private static boolean isAdmin(Account account) {
    return account.role().rights().administers() && !account.isDisabled();
  }
}
