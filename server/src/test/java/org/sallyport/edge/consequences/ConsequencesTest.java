package org.sallyport.edge.consequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.RETURNS_DEFAULTS;
import static org.mockito.Mockito.mock;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockito.invocation.InvocationOnMock;
import org.sallyport.gate.accountrecovery.VoidedLinks;
import org.sallyport.gate.accountrecovery.reset.VoidedResets;
import org.sallyport.gate.notifications.FailedSignIns;
import org.sallyport.gate.notifications.Notifications;
import org.sallyport.gate.notifications.SprayedCodes;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.secondfactor.enrollment.LostDevices;
import org.sallyport.gate.secondfactor.enrollment.PendingEnrollments;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.BegunChanges;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.platform.monitoring.EventWatch;
import org.sallyport.portal.sharing.EndedShares;

/** What follows from each event, and in which order. */
class ConsequencesTest {
  private static final AccountId ACCOUNT = new AccountId(UUID.randomUUID());
  private static final SignInId SESSION = new SignInId(UUID.randomUUID());
  private static final SignInId REPORTED = new SignInId(UUID.randomUUID());
  private static final DeviceId PHONE = new DeviceId(UUID.randomUUID());
  private static final TrustedBrowserId BROWSER = new TrustedBrowserId(UUID.randomUUID());
  private static final StudyUid STUDY = new StudyUid("1.2.3");
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");

  /** The words for arguments; the account, the origin and the event are the same everywhere. */
  private static final Map<Object, String> WORDS =
      Map.of(ACCOUNT, "", ORIGIN, "", SESSION, "session", REPORTED, "reported", BROWSER, "browser");

  private final List<String> done = new ArrayList<>();

  /** An event and what follows from it, before the notices and the record. */
  private record Row(DomainEvent event, List<String> consequences) {}

  private static Row row(DomainEvent event, String... consequences) {
    return new Row(event, List.of(consequences));
  }

  private static List<Row> changes() {
    return List.of(
        row(
            new AccountEvent.PasswordChanged(ACCOUNT, SESSION, "settings"),
            "sessions.endAll(session, password changed)",
            "browsers.forgetAll(password changed)",
            "knownBrowsers.forgetAll()",
            "links.voidAll()",
            "delayedChanges.stopAll(password changed)"),
        row(
            new AccountEvent.MethodChanged(ACCOUNT, SESSION, "email", "sms"),
            "sessions.endAll(session, method changed)",
            "browsers.forgetAll(method changed)",
            "delayedChanges.stopAll(METHOD)"),
        row(
            new AccountEvent.PhoneChanged(ACCOUNT, SESSION, "", "+32 ••• 84", null),
            "sessions.endAll(session, phone changed)",
            "browsers.forgetAll(phone changed)",
            "delayedChanges.stopAll(PHONE)",
            "delayedChanges.forgetLost(sms)"),
        row(
            new AccountEvent.EmailChanged(ACCOUNT, null, "p•••@x", "n•••@x", "p@x.example"),
            "sessions.endAll(none, e-mail changed)",
            "browsers.forgetAll(e-mail changed)",
            "links.voidAll()",
            "delayedChanges.stopAll(EMAIL)",
            "delayedChanges.forgetLost(email)"),
        row(
            new AccountEvent.OtherWaysChanged(ACCOUNT, SESSION, List.of("sms")),
            "sessions.endAll(session, other ways changed)",
            "browsers.forgetAll(other ways changed)"),
        row(
            new AccountEvent.RecoveryCodesMade(ACCOUNT, SESSION),
            "browsers.forgetAll(recovery codes made)"),
        row(
            new AccountEvent.DeviceLinked(ACCOUNT, SESSION, "totp", "phone"),
            "browsers.forgetAll(device linked)",
            "activationCode.withdraw()"),
        row(
            new AccountEvent.DeviceUnlinked(ACCOUNT, null, "totp", "phone"),
            "browsers.forgetAll(device removed)"),
        row(
            new AccountEvent.DirectoryUnlinked(ACCOUNT, "hosp", "admin", "left the hospital"),
            "sessions.endAll(none, no longer of a directory)",
            "browsers.forgetAll(no longer of a directory)",
            "links.voidAll()",
            "delayedChanges.stopAll(no longer of a directory)"),
        row(
            new AccountEvent.DirectoryLinked(ACCOUNT, "hosp", "directory hosp", null),
            "sessions.endAll(none, linked with a directory)",
            "browsers.forgetAll(linked with a directory)",
            "links.voidAll()",
            "delayedChanges.stopAll(linked with a directory)"),
        row(
            new AccountEvent.IssuerLinked(ACCOUNT, SESSION, "hospital", "p.owen", null),
            "sessions.endAll(session, sign-in elsewhere changed)",
            "browsers.forgetAll(sign-in elsewhere changed)",
            "links.voidAll()",
            "delayedChanges.stopAll(sign-in elsewhere changed)"),
        row(
            new AccountEvent.IssuerUnlinked(ACCOUNT, null, "hospital", "admin", "left"),
            "sessions.endAll(none, sign-in elsewhere changed)",
            "browsers.forgetAll(sign-in elsewhere changed)",
            "links.voidAll()",
            "delayedChanges.stopAll(sign-in elsewhere changed)"),
        row(new AccountEvent.Renamed(ACCOUNT, "old", "new", "directory hosp", null)),
        row(new AccountEvent.ScimGiven(ACCOUNT, "admin", "joined")),
        row(new AccountEvent.ScimTakenBack(ACCOUNT, "admin", "left")),
        row(new AccountEvent.Activated(ACCOUNT), "links.voidAll()"));
  }

  private static List<Row> actsOfOthers() {
    return List.of(
        row(
            new AccountEvent.RoleChanged(ACCOUNT, "admin", "physician"),
            "sessions.endAll(none, role changed)",
            "browsers.forgetAll(role changed)",
            "resets.voidRequestedBy()",
            "shares.roleChanged(physician, role changed)",
            "shares.lost()"),
        row(new AccountEvent.Imported(ACCOUNT, false, "desk", "asked", List.of()), "shares.lost()"),
        row(new AccountEvent.NameWithdrawn(ACCOUNT, "desk", "asked", "A^B"), "shares.lost()"),
        row(
            new AccountEvent.Disabled(ACCOUNT, "desk", "left"),
            "sessions.endAll(none, account disabled)",
            "browsers.forgetAll(account disabled)",
            "links.voidAll()",
            "resets.voidRequestedBy()",
            "begunChanges.voidAll()",
            "delayedChanges.stopAll(account disabled)",
            "enrollments.voidAll()",
            "shares.ownerGone(account disabled)"),
        row(
            new AccountEvent.SessionsEnded(ACCOUNT, "desk", "stolen laptop"),
            "sessions.endAll(none, ended by the help desk)",
            "browsers.forgetAll(ended by the help desk)",
            "knownBrowsers.forgetAll()",
            "begunChanges.voidAll()"),
        row(
            new AccountEvent.ResetDone(ACCOUNT, "desk", null, null, null),
            "sessions.endAll(none, second factor reset)",
            "browsers.forgetAll(second factor reset)",
            "knownBrowsers.forgetAll()",
            "begunChanges.voidAll()",
            "delayedChanges.stopAll(second factor reset)",
            "devices.removeAll()",
            "recoveryCodes.withdraw()",
            "activationCode.withdraw()"),
        row(
            new LockEvent.Locked(ACCOUNT, SESSION, "L-2207"),
            "browsers.forgetAll(account locked)",
            "begunChanges.voidAll()",
            "delayedChanges.stopAll(account locked)",
            "enrollments.voidAll()",
            "approvals.announce()",
            "failedSignIns.locked()"),
        row(new LockEvent.Unlocked(ACCOUNT, "desk", "asked"), "approvals.resetUnanswered()"));
  }

  private static List<Row> signIns() {
    return List.of(
        row(
            new SignInEvent.PasswordAccepted(ACCOUNT, SESSION),
            "failedSignIns.passwordAccepted(session)"),
        row(
            new SignInEvent.Completed(ACCOUNT, SESSION, "sms"),
            "sessions.endBeyondLimit()",
            "delayedChanges.stopWithout(sms)",
            "approvals.resetUnanswered()",
            "failedSignIns.completed(session)"),
        row(
            new SignInEvent.Completed(ACCOUNT, SESSION, "remembered"),
            "sessions.endBeyondLimit()",
            "delayedChanges.stopWithout(remembered)",
            "failedSignIns.completed(session)"),
        row(
            new SignInEvent.FactorGivenForIssuer(ACCOUNT, SESSION, "hospital", "sms"),
            "delayedChanges.stopWithout(sms)",
            "approvals.resetUnanswered()",
            "failedSignIns.completed(session)"),
        row(
            new SignInEvent.SteppedUp(ACCOUNT, SESSION, "totp"),
            "delayedChanges.stopWithout(totp)",
            "approvals.resetUnanswered()"),
        row(
            new SignInEvent.Ended(ACCOUNT, SESSION, "signed out"),
            "approvals.announce()",
            "failedSignIns.ended(session)"),
        row(
            new SignInEvent.NotMe(ACCOUNT, SESSION, REPORTED, BROWSER),
            "sessions.end(reported, reported by the owner)",
            "browsers.forget(browser, reported by the owner)",
            "knownBrowsers.forgetAll()",
            "begunChanges.voidAll(reported)",
            "delayedChanges.stopReported(session, reported)",
            "shares.reported(reported, reported by the owner)"),
        row(
            new SignInEvent.NotMe(ACCOUNT, SESSION, REPORTED, null),
            "sessions.end(reported, reported by the owner)",
            "knownBrowsers.forgetAll()",
            "begunChanges.voidAll(reported)",
            "delayedChanges.stopReported(session, reported)",
            "shares.reported(reported, reported by the owner)"),
        row(
            new AppEvent.NotMe(ACCOUNT, REPORTED, PHONE),
            "sessions.end(reported, reported by the owner)",
            "browsers.forgetAll(reported by the owner)",
            "knownBrowsers.forgetAll()",
            "delayedChanges.stopReportedBy(app, reported)",
            "shares.reported(reported, reported by the owner)"),
        row(new StudyEvent.Opened(ACCOUNT, SESSION, STUDY, "requested"), "shares.opened(1.2.3)"),
        row(
            new CodeEvent.Refused(ACCOUNT, SESSION, "sign-in", "wrong"),
            "failedSignIns.refused(event)",
            "sprayedCodes.refused(event)"));
  }

  private static Stream<Row> table() {
    return Stream.of(changes(), actsOfOthers(), signIns()).flatMap(List::stream);
  }

  @TestFactory
  Stream<DynamicTest> Rule28_whatFollowsInWhichOrder() {
    return table().map(row -> DynamicTest.dynamicTest(row.event().toString(), () -> expect(row)));
  }

  @TestFactory
  Stream<DynamicTest> anyOtherEventIsToldAndRecordedOnly() {
    List<? extends Class<?>> named = table().map(row -> row.event().getClass()).toList();
    return records(DomainEvent.class)
        .filter(type -> !named.contains(type))
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getName(), () -> expect(row((DomainEvent) sample(type)))));
  }

  @Test
  void whatFailsLeavesTheRestUndone() {
    SessionTermination failing =
        mock(
            SessionTermination.class,
            call -> {
              throw new IllegalStateException("a failure");
            });
    assertThatThrownBy(
            () ->
                consequences(failing)
                    .handle(new AccountEvent.PasswordChanged(ACCOUNT, SESSION, "settings"), ORIGIN))
        .hasMessage("a failure");
    assertThat(done).isEmpty();
  }

  private void expect(Row row) {
    done.clear();
    consequences(fake(SessionTermination.class, "sessions")).handle(row.event(), ORIGIN);
    assertThat(done)
        .containsExactlyElementsOf(
            Stream.concat(
                    row.consequences().stream(),
                    Stream.of(
                        "notifications.send(event)", "audit.record(event)", "watch.note(event)"))
                .toList());
  }

  private Consequences consequences(SessionTermination sessions) {
    return new Consequences(
        sessions,
        fake(TrustedBrowsers.class, "browsers"),
        fake(KnownBrowsers.class, "knownBrowsers"),
        fake(VoidedLinks.class, "links"),
        fake(VoidedResets.class, "resets"),
        fake(BegunChanges.class, "begunChanges"),
        fake(DelayedChanges.class, "delayedChanges"),
        fake(PendingEnrollments.class, "enrollments"),
        fake(LostDevices.class, "devices"),
        fake(RecoverySheet.class, "recoveryCodes"),
        fake(ActivationLetter.class, "activationCode"),
        fake(Approvals.class, "approvals"),
        fake(EndedShares.class, "shares"),
        fake(FailedSignIns.class, "failedSignIns"),
        fake(SprayedCodes.class, "sprayedCodes"),
        fake(Notifications.class, "notifications"),
        fake(AuditLog.class, "audit"),
        fake(EventWatch.class, "watch"));
  }

  /** A fake that notes each call. */
  private <T> T fake(Class<T> type, String name) {
    return mock(
        type,
        call -> {
          done.add(name + "." + words(call));
          return RETURNS_DEFAULTS.answer(call);
        });
  }

  private static String words(InvocationOnMock call) {
    return Arrays.stream(call.getArguments())
        .map(ConsequencesTest::word)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", ", call.getMethod().getName() + "(", ")"));
  }

  private static String word(@Nullable Object argument) {
    if (argument == null) {
      return "none";
    }
    return argument instanceof DomainEvent
        ? "event"
        : WORDS.getOrDefault(argument, argument.toString());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ConsequencesTest::records)
        : Stream.of(type);
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    return constructor.newInstance(
        Arrays.stream(types).map(ConsequencesTest::value).toArray(Object[]::new));
  }

  private static Object value(Class<?> type) {
    Map<Class<?>, Object> values =
        Map.of(
            AccountId.class,
            ACCOUNT,
            SignInId.class,
            SESSION,
            DeviceId.class,
            PHONE,
            TrustedBrowserId.class,
            BROWSER,
            StudyUid.class,
            new StudyUid("1.2.3"),
            String.class,
            "a word",
            List.class,
            List.of(),
            Instant.class,
            Instant.EPOCH,
            int.class,
            1,
            boolean.class,
            true);
    if (type == UUID.class) {
      return ACCOUNT.value();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == KeyEvent.Reason.class) {
      return KeyEvent.Reason.EXPIRED;
    }
    if (type == LocalDate.class) {
      return LocalDate.EPOCH;
    }
    if (type == InstanceUid.class) {
      return new InstanceUid("1.2.3.4");
    }
    if (type == ShareId.class) {
      return new ShareId(new UUID(0, 1));
    }
    return type == long.class ? 1L : Objects.requireNonNull(values.get(type));
  }
}
