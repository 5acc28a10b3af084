package org.sallyport.portal.studies.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.reports.content.Block.Line;
import org.sallyport.portal.studies.reports.content.ContentItem.Value;

/**
 * Turns content items into sections, paragraphs, lists and tables. The order of the report is kept:
 * neighbours of one kind share a list or table.
 */
public final class Blocks {
  private static final int MAX_SHORT_TEXT_LENGTH = 80;
  private static final int MIN_NUMBERS = 2;
  private static final int TOP_HEADING_LEVEL = 2;

  private final Map<Value.Reference, String> links;
  private final Map<String, String> concepts;
  private final Map<String, Value.Reference> measured;

  /**
   * Prepares a report.
   *
   * @param links where the objects, or the frames of them, can be seen
   * @param concepts names of items, by their position
   * @param measured images that were measured on, by the positions of measurements and drawings
   */
  public Blocks(
      Map<Value.Reference, String> links,
      Map<String, String> concepts,
      Map<String, Value.Reference> measured) {
    this.links = links;
    this.concepts = concepts;
    this.measured = measured;
  }

  /** What the report says, without its title. */
  public List<Block> of(ContentItem root) {
    return of(root.children(), TOP_HEADING_LEVEL);
  }

  private List<Block> of(List<ContentItem> items, int level) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < items.size(); ) {
      String kind = kind(items, from);
      int to = endOfBlock(items, from, kind);
      blocks.add(block(kind, items.subList(from, to), level));
      from = to;
    }
    return blocks;
  }

  /** Where the items end that are shown together with the one at that place. */
  private static int endOfBlock(List<ContentItem> items, int from, String kind) {
    int to = from + 1;
    while (to < items.size() && kind(items, to).equals(kind) && isMany(kind)) {
      to++;
    }
    return to;
  }

  /** Facts and numbers are shown together with their neighbours. */
  private static boolean isMany(String kind) {
    return kind.equals("facts") || kind.equals("numbers");
  }

  private static String kind(List<ContentItem> items, int at) {
    ContentItem item = items.get(at);
    return switch (item.value()) {
      case Value.Container _ -> "section";
      case Value.Text(String text) when isLong(text) -> "text";
      case Value.Measurement number when item.isLeaf() && hasNeighbour(items, at) -> "numbers";
      default -> "facts";
    };
  }

  private static boolean isLong(String text) {
    return text.length() > MAX_SHORT_TEXT_LENGTH || text.indexOf('\n') >= 0;
  }

  private static boolean hasNeighbour(List<ContentItem> items, int at) {
    int from = Math.max(0, at - 1);
    int to = Math.min(items.size(), at + 2);
    return items.subList(from, to).stream()
            .filter(it -> it.value() instanceof Value.Measurement && it.isLeaf())
            .count()
        >= MIN_NUMBERS;
  }

  private Block block(String kind, List<ContentItem> items, int level) {
    ContentItem first = items.getFirst();
    return switch (kind) {
      case "section" ->
          first.concept().isEmpty()
              ? Block.section(level, "", of(first.children(), level))
              : Block.section(level, first.concept(), of(first.children(), level + 1));
      case "text" ->
          Block.text(level, first.concept(), value(first), of(first.children(), level + 1));
      default -> Block.lines(kind, level, items.stream().map(it -> line(it, level)).toList());
    };
  }

  private Line line(ContentItem item, int level) {
    String unit = item.value() instanceof Value.Measurement number ? number.unit() : "";
    return new Line(
        item.concept().isEmpty() ? Messages.text("report.no-name") : item.concept(),
        value(item),
        unit,
        href(item),
        image(item),
        of(item.children(), level + 1));
  }

  private @Nullable String href(ContentItem item) {
    return item.value() instanceof Value.Reference reference ? links.get(reference) : null;
  }

  /** Where the image that was measured on can be seen. */
  private @Nullable String image(ContentItem item) {
    Value.@Nullable Reference image = measured.get(item.position());
    return image == null ? null : links.get(image);
  }

  private String value(ContentItem item) {
    return switch (item.value()) {
      case Value.Container _ -> "";
      case Value.Text(String text) -> said(text);
      case Value.Code(String meaning) -> said(meaning);
      case Value.Measurement number -> said(number.number());
      case Value.Moment(String text) -> said(text);
      case Value.Person(String name) -> said(name);
      case Value.Uid(String uid) -> said(uid);
      case Value.Reference reference -> reference(reference);
      case Value.SameAs(String position) ->
          Messages.text("report.same-as", concepts.getOrDefault(position, position));
      case Value.Drawing it -> drawing(it);
      case Value.Other(String type) -> Messages.text("report.other", type);
    };
  }

  private static String said(String text) {
    return text.isEmpty() ? Messages.text("report.nothing") : text;
  }

  private static String drawing(Value.Drawing drawing) {
    String what =
        Messages.text(
            switch (drawing.graphicType()) {
              case "POINT" -> "report.drawing.point";
              case "MULTIPOINT" -> "report.drawing.points";
              case "POLYLINE" -> "report.drawing.line";
              case "POLYGON" -> "report.drawing.outline";
              case "CIRCLE" -> "report.drawing.circle";
              case "ELLIPSE" -> "report.drawing.ellipse";
              default -> "report.drawing.other";
            });
    return drawing.isInPatient() ? Messages.text("report.drawing.in-patient", what) : what;
  }

  private static String reference(Value.Reference reference) {
    String what =
        Messages.text(
            switch (reference.valueType()) {
              case "IMAGE" -> "report.image";
              case "WAVEFORM" -> "report.waveform";
              default -> "report.object";
            });
    return reference.frames().isEmpty()
        ? what
        : Messages.text("report.frames", what, String.join(", ", reference.frames()));
  }
}
