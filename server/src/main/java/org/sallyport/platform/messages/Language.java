package org.sallyport.platform.messages;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A language that people read. A page is in the reader's, a message in the receiver's: the thread
 * that formats it speaks that language until it is told to stop. Threads that were told nothing
 * speak the installation's.
 */
public enum Language {
  ENGLISH("en", "en", "English"),
  DUTCH("nl", "nl-BE", "Nederlands"),
  FRENCH("fr", "fr", "Français"),
  GERMAN("de", "de", "Deutsch"),
  ITALIAN("it", "it", "Italiano"),
  SPANISH("es", "es", "Español"),
  PORTUGUESE("pt", "pt-PT", "Português"),
  POLISH("pl", "pl", "Polski"),
  /** Written with the digits 0 to 9, as identifiers, codes and DICOM values are everywhere. */
  ARABIC("ar", "ar-u-nu-latn", "العربية"),

  /** English with accents and a third longer, to find texts that do not fit or are in no bundle. */
  LENGTHENED("en-XA", "en", "[Ĺéñĝţĥéñéð]"),

  /** The same from right to left. */
  MIRRORED("ar-XB", "ar-u-nu-latn", "[Ḿîŕŕöŕéð]");

  private static final ThreadLocal<@Nullable Language> CURRENT = new ThreadLocal<>();
  private static final int MAX_RANGES = 20;

  private static volatile SequencedSet<Language> offered = translated();
  private static volatile Language installation = ENGLISH;

  private final String tag;
  private final Locale locale;
  private final ULocale icu;
  private final String ownName;

  Language(String tag, String locale, String ownName) {
    this.tag = tag;
    this.locale = Locale.forLanguageTag(locale);
    this.icu = ULocale.forLocale(this.locale);
    this.ownName = ownName;
  }

  /** All that have bundles of their own. */
  public static SequencedSet<Language> translated() {
    return of(Arrays.stream(values()).filter(it -> !it.pseudo()));
  }

  /** Those that the installation offers, its own first. */
  public static SequencedSet<Language> offered() {
    return offered;
  }

  /** That of the installation. */
  public static Language ofInstallation() {
    return installation;
  }

  /**
   * Sets what the installation offers.
   *
   * @param own its own language, for readers of whom nothing else is known
   */
  static void offer(Language own, List<Language> others) {
    installation = own;
    offered = of(Stream.concat(Stream.of(own), others.stream()));
  }

  private static SequencedSet<Language> of(Stream<Language> languages) {
    LinkedHashSet<Language> set = new LinkedHashSet<>();
    languages.forEach(set::add);
    return set;
  }

  /** The language of what this thread formats. */
  public static Language current() {
    Language own = CURRENT.get();
    return own == null ? installation : own;
  }

  /** The language of exactly this tag, offered or not. */
  public static Optional<Language> tagged(String tag) {
    return Arrays.stream(values()).filter(it -> it.tag.equals(tag)).findFirst();
  }

  /** What this thread was told to speak. */
  public static Optional<Language> told() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * The language of a stored or typed tag, if it is offered.
   *
   * @param tag a BCP 47 tag; regions and scripts are not told apart: "nl-BE" is Dutch
   */
  public static Optional<Language> of(@Nullable String tag) {
    if (tag == null || tag.isEmpty()) {
      return Optional.empty();
    }
    return offered.stream()
        .filter(it -> it.tag.equalsIgnoreCase(tag))
        .findFirst()
        .or(() -> primary(Locale.forLanguageTag(tag).getLanguage()));
  }

  private static Optional<Language> primary(String language) {
    return offered.stream().filter(it -> it.tag.equals(language)).findFirst();
  }

  /** That of a stored tag, or else the installation's. */
  public static Language ofOrInstallation(@Nullable String tag) {
    return of(tag).orElse(installation);
  }

  /**
   * The first offered language of a list.
   *
   * @param tags separated by spaces, as OpenID Connect's {@code ui_locales}
   */
  public static Optional<Language> firstOf(@Nullable String tags) {
    return tags == null
        ? Optional.empty()
        : Arrays.stream(tags.split(" ", MAX_RANGES)).flatMap(it -> of(it).stream()).findFirst();
  }

  /**
   * The offered language that a browser prefers.
   *
   * @param header {@code Accept-Language} (RFC 9110, 12.5.4); one that is malformed prefers none
   */
  public static Optional<Language> accepted(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Locale.LanguageRange.parse(header).stream()
          .limit(MAX_RANGES)
          .filter(it -> it.getWeight() > 0)
          .flatMap(it -> of(it.getRange()).stream())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Its BCP 47 tag, as stored with accounts and as the name of its folder. */
  public String tag() {
    return tag;
  }

  /** For dates and numbers. */
  public Locale locale() {
    return locale;
  }

  ULocale icu() {
    return icu;
  }

  /** Its name in itself. */
  public String ownName() {
    return ownName;
  }

  /** Its name in the language of this thread. */
  public String name(Language reader) {
    return locale.getDisplayLanguage(reader.locale);
  }

  /** The order of names in its lists. */
  public Comparator<Object> order() {
    return Collator.getInstance(icu).freeze();
  }

  /** {@code ltr} or {@code rtl}, as HTML's attribute {@code dir}. */
  public String direction() {
    return rightToLeft() ? "rtl" : "ltr";
  }

  /** Whether it is written from right to left. */
  public boolean rightToLeft() {
    return this == ARABIC || this == MIRRORED;
  }

  /** Whether its texts are those of English, changed by rules. */
  boolean pseudo() {
    return this == LENGTHENED || this == MIRRORED;
  }

  /** Has this thread speak it, until {@link #stop}. */
  public void speak() {
    CURRENT.set(this);
  }

  /** Has this thread speak the installation's language again. */
  public static void stop() {
    CURRENT.remove();
  }

  /** Has a text composed in it. */
  public <T> T compose(Supplier<T> composed) {
    Language before = CURRENT.get();
    CURRENT.set(this);
    try {
      return composed.get();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }
}
