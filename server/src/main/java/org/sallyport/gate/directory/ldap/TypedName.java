package org.sallyport.gate.directory.ldap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/**
 * A name as it is typed: {@code hester}, {@code HOSP\\hester} or {@code hester@hosp.example}.
 *
 * @param directory the directory that the domain or suffix names; empty if the name has none
 * @param name the name without domain; with the suffix if it has one
 */
public record TypedName(Optional<String> directory, String name) {
  private static final int MAX_LENGTH = 256;

  /**
   * Splits a name by the domains and suffixes of the directories. What belongs to none of them
   * stays in the name.
   */
  public static TypedName of(String typed, Map<String, DirectoryProperties> directories) {
    String name = typed.strip();
    int backslash = name.indexOf('\\');
    if (backslash > 0) {
      String domain = name.substring(0, backslash);
      Optional<String> directory =
          find(directories, it -> containsIgnoringCase(it.domains(), domain));
      if (directory.isPresent()) {
        return new TypedName(directory, name.substring(backslash + 1));
      }
    }
    int at = name.lastIndexOf('@');
    if (at > 0) {
      String suffix = name.substring(at + 1);
      Optional<String> directory =
          find(directories, it -> containsIgnoringCase(it.upnSuffixes(), suffix));
      if (directory.isPresent()) {
        return new TypedName(directory, name);
      }
    }
    return new TypedName(Optional.empty(), name);
  }

  /** A name that nobody has, and that is another one each time. */
  public static TypedName nobodys() {
    return new TypedName(Optional.empty(), UUID.randomUUID().toString());
  }

  /** Whether somebody can have the name: a server may refuse to look for others. */
  boolean isPossible() {
    return !plain().isBlank()
        && name.length() <= MAX_LENGTH
        && name.codePoints().noneMatch(Character::isISOControl);
  }

  /** Whether it is of the form {@code name@suffix} of a directory. */
  boolean isPrincipalName() {
    return directory.isPresent() && name.indexOf('@') > 0;
  }

  /**
   * The name without a suffix of a directory: what several spellings of one person have in common.
   */
  public String plain() {
    return isPrincipalName() ? name.substring(0, name.lastIndexOf('@')) : name;
  }

  private interface Condition {
    boolean of(DirectoryProperties properties);
  }

  private static Optional<String> find(
      Map<String, DirectoryProperties> directories, Condition condition) {
    return directories.entrySet().stream()
        .filter(it -> condition.of(it.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  private static boolean containsIgnoringCase(List<String> values, String value) {
    return values.stream()
        .anyMatch(it -> it.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)));
  }
}
