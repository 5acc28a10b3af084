package org.sallyport.gate.directory;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.TypedName;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.gate.lockout.LockProperties;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The directories of the settings, in the order of their names. */
@Component
public class Directories implements DisposableBean {
  private final Map<String, LdapDirectory> directories = new TreeMap<>();
  private final Map<String, DirectoryProperties> properties;
  private final Accounts accounts;
  private final DirectoryHealth health;

  Directories(
      DirectoriesProperties properties,
      Accounts accounts,
      DirectoryHealth health,
      LockProperties limits,
      Clock clock) {
    this.properties = properties.directories();
    this.accounts = accounts;
    this.health = health;
    this.properties.forEach(
        (name, it) -> {
          if (it.wrongPasswordWindow().compareTo(limits.passwordFailureWindow()) > 0) {
            throw new IllegalStateException(
                "sallyport.directories."
                    + name
                    + ".wrong-password-window must not be longer than sallyport.lock.password-failure-window");
          }
          directories.put(name, new LdapDirectory(name, it, clock));
        });
  }

  public boolean isEmpty() {
    return directories.isEmpty();
  }

  public Collection<LdapDirectory> all() {
    return directories.values();
  }

  /** Empty if the settings no longer have it. */
  public Optional<LdapDirectory> find(@Nullable String name) {
    return Optional.ofNullable(name).map(directories::get);
  }

  /** Whether people can type a name with the domain of a directory. */
  public boolean haveDomains() {
    return properties.values().stream().anyMatch(it -> !it.domains().isEmpty());
  }

  /** A typed name, split by the domains of the directories. */
  TypedName typed(String username) {
    return TypedName.of(username, properties);
  }

  /** Those in which a name is looked for: the one of its domain, or all in turn. */
  List<LdapDirectory> of(TypedName typed) {
    return typed
        .directory()
        .map(name -> find(name).stream().toList())
        .orElseGet(() -> List.copyOf(all()));
  }

  /**
   * The name by which tries and browsers of a person are counted, however the domain is written. An
   * account with a password of its own is counted by its whole name.
   */
  public String countedName(String username) {
    if (isEmpty() || ownAccount(username).isPresent()) {
      return username;
    }
    return typed(username).plain();
  }

  /** The account of that name, if it has no password in a directory. */
  public Optional<Account> ownAccount(String username) {
    return accounts.findByUsername(username).filter(account -> account.directory() == null);
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void probe() {
    boolean all = true;
    for (LdapDirectory directory : directories.values()) {
      directory.probe();
      all &= directory.state().stream().anyMatch(server -> server.fault().isEmpty());
    }
    if (all) {
      health.answered();
    } else {
      health.failed();
    }
  }

  @Override
  public void destroy() {
    directories.values().forEach(LdapDirectory::close);
  }
}
