package org.sallyport.gate.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.platform.events.EventType;

/**
 * Words of the audit log, which no new account may have as its username: in an event they would be
 * taken for a person, or a person for them. The names of system users, programs and directories
 * have a space, as no username has.
 */
public final class ReservedNames {
  private static final Set<String> WORDS =
      Set.of(
          "account",
          "address",
          "anonymous",
          "api",
          "command-line",
          "directory",
          "erased",
          "group",
          "guest",
          "installation",
          "issuer",
          "key",
          "nobody",
          "portal",
          "sallyport",
          "scim",
          "system");

  private static final Set<String> RESERVED =
      Stream.of(
              WORDS.stream(),
              Arrays.stream(Role.values()).map(Role::word),
              EventType.all().stream().flatMap(it -> Stream.of(it.area(), it.name())))
          .flatMap(names -> names)
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private ReservedNames() {}

  /** Whether a username, in whatever case, is such a word. */
  public static boolean has(String username) {
    return RESERVED.contains(Usernames.key(username));
  }
}
