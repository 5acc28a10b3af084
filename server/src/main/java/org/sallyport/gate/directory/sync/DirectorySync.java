package org.sallyport.gate.directory.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.directory.DirectoryAccounts;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.Person;
import org.sallyport.gate.directory.sync.SyncStore.Linked;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the directories, one server at a time. Every {@code sync-interval}: who changed; who of the
 * people with an open session or a remembered browser is still in a group with a role, which
 * changes without the person's entry; and who is still there at all, since deleted entries report
 * nothing. Once a day everybody.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectorySync {
  private static final Logger LOG = LoggerFactory.getLogger(DirectorySync.class);
  private static final int BATCH = 200;

  /** How many are asked for at once; the others follow in the next rounds. */
  private static final int MOST_ASKED = 5000;

  /** Everybody is read no more often than that because a group changed. */
  private static final Duration WHOLE_AT_MOST_EVERY = Duration.ofMinutes(5);

  private static final String GONE = "no longer in the directory";
  private static final String DISABLED = "disabled in the directory";
  private static final String NO_ROLE = "in no group of the directory with a role";

  private final Directories directories;
  private final DirectoryAccounts accounts;
  private final SyncStore store;
  private final Leavers leavers;
  private final Clock clock;
  private final Map<String, String> askedUpTo = new ConcurrentHashMap<>();

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void read() {
    for (LdapDirectory directory : directories.all()) {
      if (store.claim(directory.name(), directory.properties().syncInterval())) {
        read(directory);
      }
    }
  }

  /** Reads a directory now. */
  public void read(LdapDirectory directory) {
    try {
      readOrFail(directory);
    } catch (LdapUnreachable | LostWhileApplying e) {
      LOG.warn("changes were not read: {}", e.getMessage());
    }
  }

  private void readOrFail(LdapDirectory directory) throws LdapUnreachable {
    Instant start = clock.instant();
    if (isFullDue(directory)) {
      store.forgetPositions(directory.name());
    }
    Map<AccountId, String> left = new LinkedHashMap<>();
    LdapDirectory.Changes changes =
        directory.changes(
            source -> store.position(directory.name(), source),
            page -> left.putAll(apply(directory, page)));
    boolean complete = changes.whole() || askedUpTo.getOrDefault(directory.name(), "").isEmpty();
    if (changes.whole()) {
      store
          .unseen(directory.name(), start)
          .forEach(linked -> left.putIfAbsent(linked.account(), GONE));
    } else {
      left.putAll(ofActive(directory));
      missing(directory).forEach(left::putIfAbsent);
      complete &= askedUpTo.getOrDefault(directory.name(), "").isEmpty();
    }
    if (changes.groups() && !changes.whole()) {
      store.wantWhole(directory.name());
    }
    leavers.disable(directory, left, complete);
    store.setPosition(directory.name(), changes.upTo());
    store.setChecked(directory.name(), changes.whole());
  }

  /** Once a day, and soon after a group changed, whose members' entries say nothing of it. */
  private boolean isFullDue(LdapDirectory directory) {
    return store
        .whole(directory.name())
        .map(
            last ->
                last.at()
                        .plus(
                            last.wanted()
                                ? WHOLE_AT_MOST_EVERY
                                : directory.properties().fullSyncInterval())
                        .compareTo(clock.instant())
                    <= 0)
        .orElse(true);
  }

  /** Takes over what is said of a page of people; returns who of them left. */
  private Map<AccountId, String> apply(LdapDirectory directory, List<Person> page) {
    Map<AccountId, String> left = new HashMap<>();
    for (Person person : page) {
      Optional<AccountId> account = apply(directory, person);
      reason(directory, person).ifPresent(reason -> account.ifPresent(id -> left.put(id, reason)));
    }
    store.setSeen(directory.name(), page.stream().map(Person::objectId).toList());
    return left;
  }

  private Optional<AccountId> apply(LdapDirectory directory, Person person) {
    try {
      return accounts.follow(directory, person, Origin.COMMAND_LINE);
    } catch (LdapUnreachable e) {
      throw new LostWhileApplying(e);
    }
  }

  private static final class LostWhileApplying extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostWhileApplying(LdapUnreachable cause) {
      super(cause);
    }
  }

  private static Optional<String> reason(LdapDirectory directory, Person person) {
    if (person.disabled()) {
      return Optional.of(DISABLED);
    }
    return DirectoryAccounts.hasRole(person, directory.properties())
        ? Optional.empty()
        : Optional.of(NO_ROLE);
  }

  /** Who of those that have something to lose now may no longer have it. */
  private Map<AccountId, String> ofActive(LdapDirectory directory) throws LdapUnreachable {
    Map<AccountId, String> left = new HashMap<>();
    for (List<Linked> batch : batches(store.active(directory.name()))) {
      Map<String, AccountId> byId =
          batch.stream().collect(Collectors.toMap(Linked::objectId, Linked::account));
      for (Person person : directory.withIds(byId.keySet())) {
        AccountId account = byId.remove(person.objectId());
        reason(directory, person).ifPresent(reason -> left.put(account, reason));
      }
      byId.values().forEach(account -> left.put(account, GONE));
    }
    return left;
  }

  /** Who is no longer there, or was disabled, of all others in turn. */
  private Map<AccountId, String> missing(LdapDirectory directory) throws LdapUnreachable {
    String after = askedUpTo.getOrDefault(directory.name(), "");
    List<Linked> asked = store.linked(directory.name(), after, MOST_ASKED);
    Map<AccountId, String> left = new HashMap<>();
    for (List<Linked> batch : batches(asked)) {
      Set<String> present =
          new HashSet<>(directory.present(batch.stream().map(Linked::objectId).toList()));
      batch.stream()
          .filter(linked -> !present.contains(linked.objectId()))
          .forEach(linked -> left.put(linked.account(), GONE));
    }
    askedUpTo.put(directory.name(), asked.size() < MOST_ASKED ? "" : asked.getLast().objectId());
    return left;
  }

  private static List<List<Linked>> batches(List<Linked> all) {
    List<List<Linked>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }
}
