package org.sallyport.gate.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventNotice;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.messages.Messages;

/** What the records of events say of their notices agrees with the records and the texts. */
class EventNoticesTest {
  /** The record with its annotation, its publisher, its consequences, and one more. */
  private static final int MOST_FILES = 4;

  /** Events that more than their notice is made of, with what. */
  private static final Map<String, String> NAMED_BY_MORE =
      Map.of(
          "AccountEvent.DeviceLinked", "the history names the device of a sign-in",
          "AccountEvent.DeviceUnlinked", "the history names the device of a sign-in",
          "LockEvent.Unlocked", "the help desk is warned of a second unlocking");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sallyport");

  private static List<EventType> told(boolean isWritten) {
    return EventType.all().stream()
        .filter(type -> type.notice() != null && type.notice().isWritten() == isWritten)
        .toList();
  }

  private static List<EventType> composed() {
    return told(false);
  }

  private static List<EventType> written() {
    return told(true);
  }

  @ParameterizedTest
  @MethodSource("composed")
  void hasTheTextsAndComponentsThatItsRecordNames(EventType type) {
    EventNotice notice = Objects.requireNonNull(type.notice());
    if (notice.to() != Told.ADMINS) {
      exists(notice.key() + "subject");
      exists(notice.key() + "what");
    }
    if (notice.to() != Told.OWNER) {
      String admins = notice.to() == Told.ADMINS ? notice.key() : notice.keyForAdmins();
      exists(admins + "subject");
      exists(admins + "what");
      exists(admins + "next");
    }
    for (EventNotice.Shown shown : notice.shown()) {
      assertThat(type.event().getRecordComponents())
          .extracting(it -> it.getName())
          .contains(shown.component());
      exists(shown.label());
    }
  }

  /** Otherwise the change that publishes the event would fail. */
  @ParameterizedTest
  @MethodSource("written")
  void isWrittenByAClassOfTheModule(EventType type) {
    assertThat(PRODUCT.get(type.event()).getDirectDependenciesToSelf())
        .anyMatch(
            it ->
                it.getOriginClass()
                    .getPackageName()
                    .startsWith("org.sallyport.gate.notifications"));
  }

  private static void exists(String key) {
    assertThatCode(() -> Messages.text(key)).doesNotThrowAnyException();
  }

  /** Rule 28: each event of an account is told, or is listed here with the reason why not. */
  @Test
  void Rule28_anEventOfAnAccountIsToldUnlessForAReason() {
    Map<String, String> silent =
        Map.of(
            "Activated", "the owner did it, with a link that was mailed",
            "ActivationSent", "a mail itself",
            "PasswordLinkSent", "a mail itself",
            "PhoneRefused", "nothing was changed",
            "SmsRiskConfirmed", "the method is chosen next, and told",
            "StepUpDemanded", "nothing was changed",
            "MethodLost", "the change that waits is told",
            "ResetApproved", "told when it was asked for, and when it is done");
    assertThat(EventType.all())
        .filteredOn(type -> type.area().equals("AccountEvent") && type.notice() == null)
        .extracting(type -> type.event().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(silent.keySet());
  }

  static List<EventType> plain() {
    return composed().stream().filter(type -> !NAMED_BY_MORE.containsKey(type.name())).toList();
  }

  /** A new event with a mail is its record, its publisher and its consequences. */
  @ParameterizedTest
  @MethodSource("plain")
  void isNamedInFourFilesAtMost(EventType type) {
    Set<String> files =
        PRODUCT.get(type.event()).getDirectDependenciesToSelf().stream()
            .map(it -> outermost(it.getOriginClass()))
            .collect(Collectors.toSet());
    files.add(type.event().getEnclosingClass().getName());
    files.remove(DomainEvent.class.getName());
    assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES);
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }
}
