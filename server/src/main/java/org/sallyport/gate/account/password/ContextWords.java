package org.sallyport.gate.account.password;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Context-specific words about a person and the installation (NIST SP 800-63B-4 section 3.1.1.2),
 * the longest first.
 */
record ContextWords(List<String> words) {
  /** Shorter words, such as a name of two letters, occur in many good passwords by chance. */
  private static final int MIN_LENGTH = 4;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /**
   * Collects the words.
   *
   * @param about names, an address's local part, numbers; each is used whole and word by word
   */
  static ContextWords of(Collection<@Nullable String> about) {
    return new ContextWords(
        about.stream()
            .flatMap(Stream::ofNullable)
            .flatMap(ContextWords::parts)
            .map(PasswordFolding::fold)
            .filter(word -> word.length() >= MIN_LENGTH)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The first of the words that a password contains, if too little of it is left without them. */
  Optional<String> giveAway(String normal, int fewestLeft) {
    String folded = PasswordFolding.fold(normal);
    return found(folded, fewestLeft)
        .or(() -> found(PasswordFolding.lettersForSigns(folded), fewestLeft));
  }

  private Optional<String> found(String folded, int fewestLeft) {
    String left = folded;
    for (String word : words) {
      left = left.replace(word, "");
    }
    if (left.length() == folded.length() || PasswordFolding.unit(left).length() >= fewestLeft) {
      return Optional.empty();
    }
    return words.stream().filter(folded::contains).findFirst();
  }

  private static Stream<String> parts(String text) {
    return Stream.concat(
        Stream.of(BETWEEN_WORDS.matcher(text).replaceAll(""), text),
        BETWEEN_WORDS.splitAsStream(text));
  }
}
