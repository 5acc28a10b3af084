package org.sallyport.gate.delivery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;

/**
 * The text of a mail as a list of blocks, so that the important parts can be emphasized.
 *
 * @param blocks from top to bottom
 * @param language BCP 47 tag; null if it was stored by a version that knew English only
 */
public record MessageBody(List<Block> blocks, @Nullable String language) {

  public MessageBody {
    blocks = List.copyOf(blocks);
  }

  /** A text in the language of this thread. */
  public MessageBody(List<Block> blocks) {
    this(blocks, Language.current().tag());
  }

  public static MessageBody of(Block... blocks) {
    return new MessageBody(List.of(blocks));
  }

  /** A block of the text. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Heading.class, name = "heading"),
    @JsonSubTypes.Type(value = Paragraph.class, name = "paragraph"),
    @JsonSubTypes.Type(value = Small.class, name = "small"),
    @JsonSubTypes.Type(value = Code.class, name = "code"),
    @JsonSubTypes.Type(value = Link.class, name = "link"),
    @JsonSubTypes.Type(value = Facts.class, name = "facts")
  })
  public sealed interface Block {
    /** The block as lines of plain text. */
    String text();
  }

  /** The heading of the following blocks. */
  public record Heading(String text) implements Block {}

  /** A paragraph. */
  public record Paragraph(String text) implements Block {}

  /** A paragraph in small print. */
  public record Small(String text) implements Block {}

  /**
   * A one-time code.
   *
   * @param lead what it is, for example "Your One-Time-Password, message"; the tag follows
   * @param tag identifies the message
   * @param code as displayed, for example "418 207"
   */
  public record Code(String lead, String tag, String code) implements Block {
    @Override
    public String text() {
      return lead + " " + tag + ":\n\n    " + code;
    }
  }

  /**
   * A link.
   *
   * @param label what it is for, for example "Choose a new password"
   */
  public record Link(String label, String address) implements Block {
    @Override
    public String text() {
      return label + ":\n" + address;
    }
  }

  /** Facts as terms and values. */
  public record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }

    public static Facts of(Fact... facts) {
      return new Facts(List.of(facts));
    }

    @Override
    public String text() {
      return facts.stream()
          .map(fact -> fact.term() + ": " + fact.value())
          .collect(Collectors.joining("\n"));
    }
  }

  /** A term and its value, for example "Asked at" and "10:42 CET". */
  public record Fact(String term, String value) {}

  /** The same text with one more block at its end. */
  public MessageBody and(Block last) {
    List<Block> all = new ArrayList<>(blocks);
    all.add(last);
    return new MessageBody(all, language);
  }

  /** The whole text as plain text. */
  public String text() {
    return blocks.stream().map(Block::text).collect(Collectors.joining("\n\n")) + "\n";
  }

  void checkNoCodeIn(String subject) {
    String digits = digits(subject);
    for (Block block : blocks) {
      if (block instanceof Code code && digits.contains(digits(code.code()))) {
        throw new IllegalArgumentException("a code does not belong into a subject");
      }
    }
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }
}
