package org.sallyport.gate.administration;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportPlan;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.account.imports.ValueChange;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.Invitation;
import org.sallyport.gate.directory.DirectoryLinks;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The acts of an admin on one account, in the transaction that checked the admin, or the key of a
 * program.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountActs {
  private static final String LANGUAGE = "language";

  private final Accounts accounts;
  private final AccountImport imports;
  private final ImportInvitations invitations;
  private final Activations activations;
  private final Disabling disabling;
  private final DirectoryLinks links;
  private final AccountRegister register;
  private final IdentitySystem identitySystem;

  /** The result of an act. */
  public sealed interface ActResult {
    record Applied() implements ActResult {}

    /**
     * Nothing was done.
     *
     * @param why as text
     */
    record NotApplied(String why) implements ActResult {}
  }

  /** The result of making or editing an account. */
  public sealed interface Saved {

    /**
     * It is stored.
     *
     * @param changed whether anything differed
     */
    record Stored(AccountId account, boolean changed) implements Saved {}

    /**
     * Nothing is stored.
     *
     * @param problems by the header of their column
     */
    record Invalid(Map<String, String> problems) implements Saved {}
  }

  /**
   * What an edit would do.
   *
   * @param changes the headers of the columns that it would change, without the language
   * @param problems why it would be refused, by the header of their column
   */
  public record Planned(Set<String> changes, Map<String, String> problems) {}

  /**
   * Disables or enables an account, mails a new activation link, ends the link with a directory, or
   * gives the account to the identity system or takes it back.
   *
   * @param act "disable", "enable", "invite", "unlink", "give" or "take-back"
   * @param system the identity system to which it is given; null for the only one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ActResult act(
      String act,
      AccountId account,
      @Nullable UUID system,
      Actor by,
      String reason,
      Origin origin) {
    return switch (act) {
      case "disable" -> of(disabling.disable(account, by, reason, origin), "staff.account.is-so");
      case "enable" ->
          of(disabling.enable(account, by, reason, origin), "staff.account.is-enabled");
      case "unlink" -> unlink(account, by.because(reason), origin);
      case "give" -> give(account, system, by.because(reason), origin);
      case "take-back" -> takeBack(account, by.because(reason), origin);
      default -> invite(account, by, reason, origin);
    };
  }

  /** Makes an account from the form, as a file of one line, and invites its owner. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Saved make(AccountForm form, Actor by, String reason, Origin origin) {
    return imports
        .runIfNew(request(form, by, reason, origin))
        .map(result -> inviteIfNew(form, result, by, origin))
        .orElseGet(
            () ->
                new Saved.Invalid(
                    Map.of(AccountForm.USERNAME, Messages.text("staff.account.taken"))));
  }

  /** Changes an account as the form says, as a file of one line. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Saved edit(AccountForm form, Actor by, String reason, Origin origin) {
    ImportResult result = imports.run(request(form, by, reason, origin));
    return inviteIfNew(form, result, by, origin);
  }

  /** What an edit would do now. It stores nothing. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Planned plan(AccountForm form, Actor by, String reason, Origin origin) {
    return switch (imports.preview(request(form, by, reason, origin))) {
      case ImportResult.BadLines refused ->
          new Planned(Set.of(), refused.lines().getFirst().byColumn());
      case ImportPlan plan ->
          new Planned(
              plan.accounts().stream()
                  .flatMap(it -> it.changes().stream())
                  .map(ValueChange::column)
                  .filter(it -> !it.equals(LANGUAGE))
                  .collect(Collectors.toCollection(TreeSet::new)),
              Map.of());
    };
  }

  /** A contact that is changed here waits, whoever changes it. */
  private static ImportRequest request(AccountForm form, Actor by, String reason, Origin origin) {
    return new ImportRequest(form.file(), by, reason, origin, true, false);
  }

  private Saved inviteIfNew(AccountForm form, ImportResult result, Actor by, Origin origin) {
    return switch (result) {
      case ImportResult.BadLines refused ->
          new Saved.Invalid(refused.lines().getFirst().byColumn());
      case ImportResult.Stored stored -> {
        if (stored.made() > 0) {
          invitations.send(stored.withoutPassword(), by.name(), origin);
        }
        yield new Saved.Stored(account(form).id(), stored.unchanged() == 0);
      }
    };
  }

  private Account account(AccountForm form) {
    String username = form.values().getOrDefault(AccountForm.USERNAME, "");
    return accounts.findByUsername(username).orElseThrow();
  }

  private ActResult invite(AccountId account, Actor by, String reason, Origin origin) {
    if (account.equals(by.account())) {
      return refused("staff.not-own");
    }
    return switch (activations.invite(account, by.name(), reason, origin)) {
      case Invitation.Sent _ -> new ActResult.Applied();
      case Invitation.Active _ -> refused("staff.account.has-password");
      case Invitation.NoEmail no -> refused("staff.account.no-email");
      case Invitation.Disabled _ -> refused("staff.account.is-so");
    };
  }

  private ActResult unlink(AccountId account, Actor by, Origin origin) {
    return switch (links.unlink(account, by, origin)) {
      case DONE -> new ActResult.Applied();
      case NOT_LINKED -> refused("admin.directories.not-linked");
      case OWN -> refused("staff.not-own");
      case LAST_ADMIN -> refused("staff.account.last-admin");
    };
  }

  /** Staff are never kept by it, and a directory keeps its own people. */
  private ActResult give(AccountId account, @Nullable UUID system, Actor by, Origin origin) {
    if (account.equals(by.account())) {
      return refused("staff.not-own");
    }
    HeldAccount held = hold(account);
    if (held.account().isStaff()) {
      return refused("staff.scim.is-staff");
    }
    if (held.account().directory() != null) {
      return refused("staff.scim.of-directory");
    }
    Set<UUID> connected = identitySystem.connected().keySet();
    UUID to = system == null && connected.size() == 1 ? connected.iterator().next() : system;
    if (to == null || !connected.contains(to)) {
      return refused("staff.scim.which");
    }
    return identitySystem.give(held, to, by, origin)
        ? new ActResult.Applied()
        : refused("staff.scim.has-it");
  }

  private ActResult takeBack(AccountId account, Actor by, Origin origin) {
    if (account.equals(by.account())) {
      return refused("staff.not-own");
    }
    return identitySystem.takeBack(hold(account), by, origin)
        ? new ActResult.Applied()
        : refused("staff.scim.has-it-not");
  }

  /** In the order of imports, disablings and calls of the identity system. */
  private HeldAccount hold(AccountId account) {
    register.takeTurn();
    return accounts.hold(account);
  }

  private static ActResult of(Disabling.StateChange outcome, String already) {
    return switch (outcome) {
      case DONE -> new ActResult.Applied();
      case UNCHANGED, BY_OTHERS -> refused(already);
      case LAST_ADMIN -> refused("staff.account.last-admin");
      case OWN -> refused("staff.not-own");
    };
  }

  private static ActResult refused(String key) {
    return new ActResult.NotApplied(Messages.text(key));
  }
}
