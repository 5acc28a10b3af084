package org.sallyport.gate.directory.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Disabling;
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
@RequiredArgsConstructor
class Leavers {
  private static final Logger LOG = LoggerFactory.getLogger(Leavers.class);
  private static final int PERCENT = 100;

  private final SyncStore store;
  private final StoppedSyncs stopped;
  private final Disabling disabling;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /**
   * Disables accounts, unless they are too many.
   *
   * @param said who is gone, disabled or without a role, with the reason for the audit log; who is
   *     disabled here already does not count
   * @param complete whether all accounts of the directory were looked at
   */
  void disable(LdapDirectory directory, Map<AccountId, String> said, boolean complete) {
    Map<AccountId, String> leavers = new LinkedHashMap<>(said);
    leavers.keySet().retainAll(store.enabled(said.keySet()));
    int linked = leavers.isEmpty() ? 0 : store.count(directory.name());
    if (areTooMany(leavers.size(), linked, directory.properties())
        && !stopped.take(directory.name(), leavers.size())) {
      stop(directory, leavers, linked);
      return;
    }
    leavers.forEach((account, reason) -> disable(directory, account, reason));
    if (complete) {
      stopped.goOn(directory.name());
    }
  }

  private static boolean areTooMany(int leavers, int linked, DirectoryProperties properties) {
    return leavers > properties.maxDisabled()
        && (long) leavers * PERCENT > (long) linked * properties.maxDisabledPercent();
  }

  private void stop(LdapDirectory directory, Map<AccountId, String> leavers, int linked) {
    LOG.error(
        "the directory {} would disable {} of {} accounts: none is",
        directory.name(),
        leavers.size(),
        linked);
    transaction.executeWithoutResult(
        status -> {
          if (stopped.stop(directory.name(), leavers, linked)) {
            events.publish(
                new SystemEvent.DirectoryStopped(directory.name(), leavers.size(), linked),
                Origin.COMMAND_LINE);
          }
        });
  }

  private void disable(LdapDirectory directory, AccountId account, String reason) {
    Actor by = Actor.directory(directory.name());
    transaction.executeWithoutResult(
        status -> {
          Disabling.StateChange change =
              disabling.disable(account, by, reason, Origin.COMMAND_LINE);
          switch (change) {
            case DONE, UNCHANGED, BY_OTHERS -> {}
            case LAST_ADMIN, OWN ->
                LOG.error(
                    "the directory {} says of the last admin: {}. The account stays enabled",
                    directory.name(),
                    reason);
          }
        });
  }
}
