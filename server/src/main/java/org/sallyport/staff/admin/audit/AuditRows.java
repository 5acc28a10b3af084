package org.sallyport.staff.admin.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.AccountNames;
import org.sallyport.gate.account.ErasedName;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as rows, with usernames in place of ids. */
@Component
@RequiredArgsConstructor
class AuditRows {
  private final AccountNames names;
  private final Places places;
  private final Installation installation;
  private final JsonMapper json;

  List<AuditRow> of(List<AuditRecord> events) {
    Map<AccountId, String> usernames = usernames(events);
    return events.stream().map(event -> row(event, usernames)).toList();
  }

  /** The usernames of the accounts that the events concern. */
  Map<AccountId, String> usernames(List<AuditRecord> events) {
    return names.usernames(
        events.stream().flatMap(event -> Stream.ofNullable(event.account())).distinct().toList());
  }

  /** A type of event in words, for example "Sign-in: Password refused". */
  static String words(String type) {
    String area = type.substring(0, type.indexOf('.'));
    return Messages.text("audit.kind", area(area), Messages.textOr("audit.event." + type, type));
  }

  /** An area in words. */
  static String area(String area) {
    return Messages.textOr("audit.area." + area, area);
  }

  /** An event with all its details. */
  WholeEvent whole(AuditRecord event) {
    boolean linked = event.number() > 0;
    @Nullable SignInId signIn = event.signIn();
    return new WholeEvent(
        of(List.of(event)).getFirst(),
        event.account(),
        event.actorAccount(),
        event.type(),
        signIn == null ? null : signIn.toString(),
        linked ? event.number() : null,
        linked ? event.hash() : null,
        details(event));
  }

  private List<WholeEvent.Detail> details(AuditRecord event) {
    List<WholeEvent.Detail> details = new ArrayList<>();
    json.readTree(event.details())
        .forEachEntry((name, value) -> details.add(new WholeEvent.Detail(name, text(value))));
    return details;
  }

  /** An identifier is shown as its value, anything else as JSON. */
  private static String text(JsonNode value) {
    JsonNode inner = value.path("value");
    JsonNode shown = value.size() == 1 && inner.isValueNode() ? inner : value;
    return shown.isValueNode() ? shown.asString("") : shown.toString();
  }

  private AuditRow row(AuditRecord event, Map<AccountId, String> usernames) {
    return new AuditRow(
        event.id(),
        event.at().atZone(installation.zone()),
        words(event.type()),
        username(event, usernames),
        event.actor(),
        places.show(event.address()),
        BrowserText.of(event.browser()),
        grade(event.type()),
        outcome(event.type()));
  }

  /** The username of the account concerned, or what stands in its place after it was erased. */
  private static @Nullable String username(AuditRecord event, Map<AccountId, String> usernames) {
    @Nullable AccountId account = event.account();
    return account == null ? null : usernames.getOrDefault(account, ErasedName.of(account));
  }

  private static String grade(String type) {
    return switch (EventType.outcomeOf(type)) {
      case SUCCESS -> "good";
      case REFUSED -> "warn";
      case ALERT -> "danger";
    };
  }

  private static String outcome(String type) {
    return switch (EventType.outcomeOf(type)) {
      case SUCCESS -> Messages.text("audit.outcome.success");
      case REFUSED -> Messages.text("audit.outcome.refused");
      case ALERT -> Messages.text("audit.outcome.alert");
    };
  }
}
