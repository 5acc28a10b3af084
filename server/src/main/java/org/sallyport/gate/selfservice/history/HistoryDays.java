package org.sallyport.gate.selfservice.history;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.history.History;
import org.sallyport.gate.session.history.PastChanges;
import org.sallyport.gate.session.history.PastSignIn;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** The login history of a visitor, grouped by day (rule 36). */
@Component
@RequiredArgsConstructor
class HistoryDays {
  /**
   * Wrong passwords are shown as far back as the oldest attempt, but at least for this many days.
   */
  private static final int WRONG_PASSWORD_DAYS = 90;

  private final History history;
  private final WrongPasswords wrongPasswords;
  private final PastChanges changes;
  private final HistoryWords words;
  private final Installation installation;
  private final Clock clock;

  /** The days, newest first. */
  List<HistoryDay> of(Visitor visitor) {
    LocalDate today = clock.instant().atZone(installation.zone()).toLocalDate();
    Map<LocalDate, List<HistoryRow>> days = new LinkedHashMap<>();
    for (HistoryRow row : rows(visitor)) {
      days.computeIfAbsent(row.at().toLocalDate(), day -> new ArrayList<>()).add(row);
    }
    return days.entrySet().stream().map(day -> day(day.getKey(), today, day.getValue())).toList();
  }

  private static HistoryDay day(LocalDate date, LocalDate today, List<HistoryRow> rows) {
    return new HistoryDay(date, ChronoUnit.DAYS.between(date, today), rows);
  }

  /** One attempt; empty if it belongs to another account or has been deleted. */
  Optional<HistoryRow> find(Visitor visitor, SignInId id) {
    return history.find(visitor.account(), id).map(past -> words.row(past, visitor.signIn()));
  }

  private List<HistoryRow> rows(Visitor visitor) {
    List<PastSignIn> past = history.of(visitor.account());
    Instant since = startOfWrongPasswords(past);
    List<HistoryRow> rows = new ArrayList<>();
    past.forEach(one -> rows.add(words.row(one, visitor.signIn())));
    changes.of(visitor.account()).forEach(one -> rows.add(words.row(one, visitor.signIn())));
    wrongPasswords.since(visitor.username(), since).forEach(one -> rows.add(words.row(one)));
    rows.sort(Comparator.comparing(HistoryRow::at).reversed());
    return rows;
  }

  private Instant startOfWrongPasswords(List<PastSignIn> past) {
    Instant since = clock.instant().minus(WRONG_PASSWORD_DAYS, ChronoUnit.DAYS);
    return !past.isEmpty() && past.getLast().at().isBefore(since) ? past.getLast().at() : since;
  }
}
