package org.sallyport.portal.sharing.pages;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.studies.pages.Words;

/**
 * The share page, as text.
 *
 * @param keptBack how many of the chosen studies may not be shared
 * @param request the id of the form
 * @param reports whether reports can be included
 * @param end when the sharer's own access to one of the studies ends; null if it does not
 * @param marks how many measurements of their own the sharer could send along
 * @param addresses whether an address can be a receiver
 */
public record ShareView(
    List<Study> studies,
    int keptBack,
    String request,
    List<Choice> receivers,
    String to,
    String recipient,
    String message,
    String from,
    String until,
    String firstDay,
    String lastDay,
    @Nullable String end,
    boolean reports,
    boolean withReport,
    boolean onward,
    int marks,
    boolean withMarks,
    boolean addresses,
    String phone,
    String opens,
    boolean keep) {

  /** All chosen studies in one field. */
  public String uids() {
    return studies.stream().map(Study::uid).collect(Collectors.joining("_"));
  }

  /** The study if only one was chosen; null if several were. */
  public @Nullable Study single() {
    return studies.size() == 1 && keptBack == 0 ? studies.getFirst() : null;
  }

  /** A chosen study. */
  public record Study(String uid, String patient, String description, @Nullable String day) {
    static Study of(Sharable sharable) {
      return new Study(
          sharable.study().uid().value(),
          StudyNames.patient(sharable.study()),
          StudyNames.description(sharable.study()),
          sharable.study().date() == null ? null : Days.day(sharable.study().date()));
    }
  }

  /**
   * A receiver to choose.
   *
   * @param kind what the receiver is, in words
   */
  public record Choice(String key, String name, String kind) {
    static Choice of(Receiver receiver) {
      return new Choice(
          receiver.key(), receiver.name(), Messages.text("sharing.kind." + receiver.kind()));
    }
  }

  static ShareView of(
      List<Sharable> studies,
      int chosen,
      List<Choice> receivers,
      Period period,
      ShareForm form,
      String request,
      int marks,
      boolean addresses) {
    boolean posted = form.isFilledIn();
    boolean reports = studies.stream().allMatch(Sharable::withReport);
    @Nullable Instant end = end(studies);
    return new ShareView(
        studies.stream().map(Study::of).toList(),
        chosen - studies.size(),
        request,
        receivers,
        form.text("to"),
        form.text("recipient"),
        form.message(),
        posted ? form.text("from") : period.today().toString(),
        posted ? form.text("until") : period.standard().toString(),
        period.today().toString(),
        period.lastDay().toString(),
        end == null ? null : Words.end(end.atZone(period.zone())),
        reports,
        reports && (!posted || form.ticked("report")),
        form.ticked("onward"),
        marks,
        form.ticked("marks"),
        addresses,
        form.text("phone"),
        form.text("opens"),
        form.ticked("keep"));
  }

  private static @Nullable Instant end(List<Sharable> studies) {
    Instant end = null;
    for (Sharable study : studies) {
      Instant until = study.until();
      if (until != null && (end == null || until.isBefore(end))) {
        end = until;
      }
    }
    return end;
  }
}
