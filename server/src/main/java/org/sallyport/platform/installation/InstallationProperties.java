package org.sallyport.platform.installation;

import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Name and address of the installation.
 *
 * @param publicUrl the address in people's browsers, scheme and host, without a path
 * @param installation details for pages and messages
 */
@ConfigurationProperties("sallyport")
record InstallationProperties(
    @DefaultValue("http://localhost:8080") URI publicUrl, @DefaultValue Details installation) {

  InstallationProperties {
    boolean web = "http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme());
    if (!web || publicUrl.getHost() == null) {
      throw bad(publicUrl, "is not a valid http or https URL");
    }
    if (!isBare(publicUrl)) {
      throw bad(publicUrl, "is scheme and host, and a port if need be, without a path");
    }
    if ("http".equals(publicUrl.getScheme()) && !Loopback.is(publicUrl.getHost())) {
      throw bad(publicUrl, "must begin with https:// beyond this machine");
    }
  }

  private static boolean isBare(URI url) {
    boolean root = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
    return root
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getRawUserInfo() == null;
  }

  private static IllegalArgumentException bad(URI publicUrl, String why) {
    return new IllegalArgumentException("sallyport.public-url " + why + ": " + publicUrl);
  }

  /**
   * Details of the installation for pages and messages.
   *
   * @param name the name people know it by
   * @param help who helps, in words, for readers of every language: it stands within sentences such
   *     as "Contact the imaging desk.", so it is written as there, in lower case and with its
   *     article where the language has one
   * @param helpByLanguage the same for readers of one language, by its tag
   * @param address postal address, on one line, for patients and guests who need to know where the
   *     installation is
   * @param deskPhone number of the desk, as it is dialled in the house, for example "extension
   *     5540"
   * @param deskPhoneByLanguage the same for readers of one language, by its tag
   * @param deskPhoneOutside number of the desk as it is dialled from anywhere, with the country's
   *     code, for example "+32 9 555 55 40"; on a phone it can be touched to call
   * @param deskEmail mail address of the desk
   * @param deskHours when the desk is there, in words
   * @param deskHoursByLanguage the same for readers of one language, by its tag
   * @param zone zone of the times on pages and in messages; the system's if not set
   */
  record Details(
      @DefaultValue("Sallyport") String name,
      @Nullable String address,
      @Nullable String help,
      @DefaultValue Map<String, String> helpByLanguage,
      @Nullable String deskPhone,
      @DefaultValue Map<String, String> deskPhoneByLanguage,
      @Nullable String deskPhoneOutside,
      @Nullable String deskEmail,
      @Nullable String deskHours,
      @DefaultValue Map<String, String> deskHoursByLanguage,
      @Nullable ZoneId zone) {
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9][0-9 ()./-]{4,24}");

    Details {
      helpByLanguage = byLanguage("help-by-language", helpByLanguage);
      deskPhoneByLanguage = byLanguage("desk-phone-by-language", deskPhoneByLanguage);
      deskHoursByLanguage = byLanguage("desk-hours-by-language", deskHoursByLanguage);
      if (deskPhoneOutside != null && !NUMBER.matcher(deskPhoneOutside).matches()) {
        throw new IllegalArgumentException(
            "sallyport.installation.desk-phone-outside begins with + and the country's code: "
                + deskPhoneOutside);
      }
    }

    private static Map<String, String> byLanguage(String setting, Map<String, String> words) {
      for (String tag : words.keySet()) {
        if (Language.translated().stream().noneMatch(it -> it.tag().equals(tag))) {
          throw new IllegalArgumentException(
              "sallyport.installation." + setting + ": there are no texts in \"" + tag + "\"");
        }
      }
      return Map.copyOf(words);
    }

    /** Who helps, for readers of the language of this thread. */
    @Nullable String helpForReader() {
      return helpByLanguage.getOrDefault(Language.current().tag(), help);
    }

    /** Its number in the house, for readers of the language of this thread. */
    @Nullable String deskPhoneForReader() {
      return deskPhoneByLanguage.getOrDefault(Language.current().tag(), deskPhone);
    }

    /** When the desk is there, for readers of the language of this thread. */
    @Nullable String deskHoursForReader() {
      return deskHoursByLanguage.getOrDefault(Language.current().tag(), deskHours);
    }
  }
}
