package org.sallyport.portal.studies.pages.list;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.list.StudySummary;
import org.sallyport.portal.studies.pages.Modalities;
import org.sallyport.portal.studies.pages.StudyRow;
import org.sallyport.portal.studies.pages.Words;

/**
 * The view model of the study list.
 *
 * @param counts the numbers of studies, as text
 * @param searchable whether the filters are shown: few studies are seen at a glance
 * @param narrowed whether a filter is set, and a link clears it
 * @param columns by the name of their order
 * @param nothing what was searched without result, as text; null if there are rows or nothing was
 *     searched
 * @param before link to the previous page; null on the first; the link to the next page likewise
 * @param here the parameters of this page
 * @param first the first page
 * @param readAt what is in the index later is new to the page
 */
public record ListView(
    List<StudyRow> rows,
    String counts,
    boolean searchable,
    boolean narrowed,
    String caption,
    Map<String, Column> columns,
    List<Choice> modalities,
    List<Choice> dates,
    List<Choice> institutions,
    String q,
    boolean onlyNew,
    @Nullable String nothing,
    String hidden,
    String span,
    @Nullable Link before,
    @Nullable Link after,
    List<Field> here,
    String first,
    String readAt) {
  private static final int MAX_WITHOUT_FILTERS = 3;

  /**
   * A column header.
   *
   * @param sorted "ascending", "descending" or null
   */
  public record Column(String href, @Nullable String sorted) {}

  /** An option of a filter. */
  public record Choice(String value, String words, boolean chosen) {}

  /** A hidden field of a form. */
  public record Field(String name, String value) {}

  /** A link of the pager. */
  public record Link(String href, String words) {}

  static ListView of(Listing listing, ListFilter filter, ZoneId zone, LocalDate today) {
    StudyLinks studyLinks = new StudyLinks(filter);
    boolean byDate = filter.order() == Order.DATE && filter.down();
    return new ListView(
        listing.rows().stream()
            .filter(study -> listing.reasons().containsKey(study.uid()))
            .map(study -> row(study, listing, zone, today))
            .toList(),
        counts(listing.summary()),
        listing.summary().studies() > MAX_WITHOUT_FILTERS || filter.narrows(),
        filter.narrows(),
        caption(filter),
        columns(filter, studyLinks),
        choices(listing.summary().modalities(), filter.modality(), Modalities::word),
        dates(filter),
        choices(listing.summary().institutions(), filter.institution(), it -> Words.text(it, it)),
        filter.q(),
        filter.onlyNew(),
        listing.rows().isEmpty() && filter.narrows() ? nothing(filter) : null,
        hidden(listing.summary()),
        Messages.text("studies.list.span", listing.rows().size()),
        listing.newer() == null
            ? null
            : new Link(
                studyLinks.before(listing.newer()),
                Messages.text(byDate ? "studies.list.newer" : "studies.list.previous")),
        listing.older() == null
            ? null
            : new Link(
                studyLinks.after(listing.older()),
                Messages.text(byDate ? "studies.list.older" : "studies.list.next")),
        studyLinks.fields(),
        studyLinks.first(),
        listing.readAt().toString());
  }

  private static StudyRow row(ListedStudy study, Listing listing, ZoneId zone, LocalDate today) {
    return StudyRow.of(
        study, Objects.requireNonNull(listing.reasons().get(study.uid())), zone, today);
  }

  private static String hidden(StudySummary summary) {
    return summary.isMore()
        ? Messages.text("studies.list.hidden-many", Counted.number(StudySummary.MAX_COUNTED))
        : Messages.text(
            "studies.list.hidden", summary.studies(), Counted.number(summary.studies()));
  }

  private static String counts(StudySummary summary) {
    String unread = Counted.number(summary.unread());
    return summary.isMore()
        ? Messages.text(
            "studies.list.counts-many", Counted.number(StudySummary.MAX_COUNTED), unread)
        : Messages.text(
            "studies.list.counts", summary.studies(), Counted.number(summary.studies()), unread);
  }

  private static String caption(ListFilter filter) {
    return Messages.text(
        "studies.list.caption."
            + switch (filter.order()) {
              case DATE -> filter.down() ? "newest" : "oldest";
              case PATIENT, MODALITY, INSTITUTION -> filter.order().value();
            });
  }

  private static Map<String, Column> columns(ListFilter filter, StudyLinks studyLinks) {
    return Arrays.stream(Order.values())
        .collect(
            Collectors.toMap(
                Order::value, order -> new Column(studyLinks.by(order), sorted(filter, order))));
  }

  private static @Nullable String sorted(ListFilter filter, Order order) {
    if (filter.order() != order) {
      return null;
    }
    return filter.down() ? "descending" : "ascending";
  }

  private static List<Choice> choices(
      List<String> there, String chosen, UnaryOperator<String> words) {
    List<Choice> choices =
        new ArrayList<>(
            List.of(new Choice("", Messages.text("studies.list.all"), chosen.isEmpty())));
    there.forEach(it -> choices.add(new Choice(it, words.apply(it), it.equals(chosen))));
    if (!chosen.isEmpty() && !there.contains(chosen)) {
      choices.add(new Choice(chosen, words.apply(chosen), true));
    }
    return choices;
  }

  private static List<Choice> dates(ListFilter filter) {
    return Arrays.stream(Since.values())
        .map(it -> new Choice(it.value(), it.words(), it == filter.since()))
        .toList();
  }

  private static String nothing(ListFilter filter) {
    String key = "studies.list.nothing." + (filter.onlyNew() ? "new" : "any");
    List<String> parts = searched(filter);
    if (!parts.isEmpty()) {
      return Messages.text(key + "-matches", Messages.listed(parts));
    }
    return filter.since() == Since.ANY
        ? Messages.text(key)
        : Messages.text(key + "-since", filter.since().within());
  }

  /** The filter in words; empty if it is none or a date alone. */
  private static List<String> searched(ListFilter filter) {
    List<String> parts = new ArrayList<>();
    if (!filter.q().isEmpty()) {
      parts.add(Messages.text("common.quoted", Words.text(filter.q(), "")));
    }
    if (!filter.modality().isEmpty()) {
      parts.add(Modalities.word(filter.modality()));
    }
    if (!filter.institution().isEmpty()) {
      parts.add(Words.text(filter.institution(), ""));
    }
    if (!parts.isEmpty() && filter.since() != Since.ANY) {
      parts.add(filter.since().within());
    }
    return parts;
  }
}
