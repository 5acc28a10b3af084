package org.sallyport.gate.directory.sync;

import java.time.Duration;
import java.util.Map;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.ids.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Disables the accounts of people who left. If they are suspiciously many, none is disabled, and
 * the admins are asked: a directory that answers with nobody, after a change of its rights or of
 * our settings, must not shut everybody out.
 */
@Component
class Leavers {
  private static final Logger LOG = LoggerFactory.getLogger(Leavers.class);
  private static final Duration TOLD_AGAIN = Duration.ofDays(1);
  private static final int PERCENT = 100;

  private final SyncStore store;
  private final Disabling disabling;
  private final DirectoryPeople people;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  Leavers(
      SyncStore store,
      Disabling disabling,
      DirectoryPeople people,
      DomainEvents events,
      TransactionTemplate transaction) {
    this.store = store;
    this.disabling = disabling;
    this.people = people;
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * Disables accounts, unless they are too many.
   *
   * @param leavers with the reason, for the audit log
   * @param complete whether all accounts of the directory were looked at
   */
  void disable(LdapDirectory directory, Map<AccountId, String> leavers, boolean complete) {
    if (leavers.isEmpty()) {
      if (complete) {
        store.goOn(directory.name());
      }
      return;
    }
    int linked = store.count(directory.name());
    if (areTooMany(leavers.size(), linked, directory.properties())) {
      stop(directory, leavers.size(), linked);
      return;
    }
    leavers.forEach((account, reason) -> disable(directory, account, reason));
    if (complete) {
      store.goOn(directory.name());
    }
  }

  private static boolean areTooMany(int leavers, int linked, DirectoryProperties properties) {
    return leavers > properties.maxDisabled()
        && (long) leavers * PERCENT > (long) linked * properties.maxDisabledPercent();
  }

  private void stop(LdapDirectory directory, int leavers, int linked) {
    LOG.error(
        "the directory {} would disable {} of {} accounts: none is",
        directory.name(),
        leavers,
        linked);
    transaction.executeWithoutResult(
        status -> {
          if (store.stop(directory.name(), leavers, linked, TOLD_AGAIN)) {
            events.publish(
                new SystemEvent.DirectoryStopped(directory.name(), leavers, linked),
                Origin.COMMAND_LINE);
          }
        });
  }

  private void disable(LdapDirectory directory, AccountId account, String reason) {
    Actor by = new Actor(null, "directory " + directory.name());
    transaction.executeWithoutResult(
        status -> {
          Disabling.StateChange change =
              disabling.disable(account, by, reason, Origin.COMMAND_LINE);
          switch (change) {
            case DONE -> people.setDisabled(account, true);
            case UNCHANGED -> {}
            case LAST_ADMIN, OWN ->
                LOG.error(
                    "the directory {} says of the last admin: {}. The account stays enabled",
                    directory.name(),
                    reason);
          }
        });
  }
}
