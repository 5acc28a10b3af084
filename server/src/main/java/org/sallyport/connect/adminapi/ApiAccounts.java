package org.sallyport.connect.adminapi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.apikeys.KeyBrake;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountCounts;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.search.AccountState;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Language;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as the API shows them, and whether one is still as a program read it. */
@Component
@RequiredArgsConstructor
class ApiAccounts {
  private final Accounts accounts;
  private final AccountRegister register;
  private final Groups groups;
  private final KeyedHash hash;
  private final AccountCounts counts;
  private final KeyBrake brake;

  Optional<Account> find(AccountId id) {
    return accounts.find(id);
  }

  Optional<Account> find(String username) {
    return accounts.findByUsername(username);
  }

  /**
   * Holds the row of an account that is to be changed, in the order of imports and disablings.
   * Empty if there is none.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<HeldAccount> hold(AccountId id) {
    register.takeTurn();
    return accounts.find(id).map(it -> accounts.hold(it.id()));
  }

  /** Takes turns with imports and disablings, before a row is held. */
  @Transactional(propagation = Propagation.MANDATORY)
  void takeTurn() {
    register.takeTurn();
  }

  /**
   * The refusal if a key would change too many accounts in an hour. To be asked with the turn, and
   * before anything is changed.
   *
   * @param what is done, for the admins
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<ResponseEntity<Object>> stop(
      KeyHolder holder, AccountId account, String what, Origin origin) {
    KeyBrake.Change change = new KeyBrake.Change(List.of(account), what, counts.enabled());
    return brake.pass(holder, change, origin)
        ? Optional.empty()
        : Optional.of(Problem.later(KeyBrake.WAIT_SECONDS, "api.stopped"));
  }

  AccountBody body(Account account) {
    @Nullable String email = account.email();
    @Nullable String phone = account.phone();
    return new AccountBody(
        account.id().toString(),
        account.username(),
        account.name(),
        account.role().word(),
        AccountState.of(account.isDisabled(), account.isLocked(), !account.isActivated()).word(),
        email == null ? null : Emails.mask(email),
        phone == null ? null : Phones.mask(phone),
        Objects.requireNonNullElseGet(account.language(), () -> Language.ofInstallation().tag()),
        account.method(),
        texts(accounts.numbers(account.id())),
        texts(accounts.patientNumbers(account.id())),
        groups.of(account.id()).stream().map(it -> it.group().name()).toList(),
        account.directory());
  }

  /**
   * The ETag: a keyed hash of all that is shown, of the whole contacts, and of which lock it is. So
   * a call that is repeated after somebody else changed the account changes nothing.
   */
  String etag(Account account) {
    return '"'
        + hash.token(
            KeyPurpose.API_ETAG,
            body(account).toString(),
            String.valueOf(account.email()),
            String.valueOf(account.phone()),
            text(account.lockedAt()),
            text(account.disabledAt()),
            String.valueOf(account.lockReference()))
        + '"';
  }

  private static String text(@Nullable Instant at) {
    return String.valueOf(at);
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}
