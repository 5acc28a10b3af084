package org.sallyport.platform.audit.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.AuditLinks;
import org.sallyport.platform.audit.erasure.Replaced;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The format of exported audit events: lines of JSON, which can be verified like the rows. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditExports {
  private final AuditLinks links;
  private final JsonMapper json;

  /**
   * A line.
   *
   * @param hash over the number, the commitment and the previous hash, with a key outside the
   *     database
   * @param content what the commitment is the hash of, or what stands in its place
   * @param event the content as JSON, for reading; not covered by the hash
   * @param commitment null unless texts of the event were replaced
   * @param seal of the content after that
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(
      long number,
      String before,
      String hash,
      String content,
      @JsonRawValue String event,
      @Nullable String commitment,
      @Nullable String seal) {}

  /**
   * The result of verifying a file.
   *
   * @param first the number of the first event in it
   * @param last the number of the last one
   * @param broken the number of the line that does not match, counted from 1; null if all match
   */
  public record Verified(long first, long last, @Nullable Long broken) {}

  /** The lines of consecutive links. */
  public String lines(String before, List<AuditLinks.Link> exported) {
    String[] last = {before};
    return exported.stream()
        .map(
            link -> {
              String line = json.writeValueAsString(line(link, last[0]));
              last[0] = link.stored();
              return line + "\n";
            })
        .collect(Collectors.joining());
  }

  private static Line line(AuditLinks.Link link, String before) {
    Replaced replaced = link.replaced();
    return new Line(
        link.number(),
        before,
        link.stored(),
        link.content(),
        link.json(),
        replaced == null ? null : replaced.commitment(),
        replaced == null ? null : replaced.seal());
  }

  /** Verifies an exported file, line by line. Empty if the file is empty. */
  public Optional<Verified> verify(Path file) throws IOException {
    long first = 0;
    long lines = 0;
    String before = "";
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        Optional<JsonNode> line = read(text);
        if (lines == 0) {
          first = line.map(it -> it.path("number").asLong(0)).orElse(0L);
          before = line.map(it -> it.path("before").asString("")).orElse("");
        }
        long number = first + lines;
        lines++;
        if (line.isEmpty() || !fits(line.get(), number, before)) {
          return Optional.of(new Verified(first, number, lines));
        }
        before = line.get().path("hash").asString("");
      }
    }
    return lines == 0
        ? Optional.empty()
        : Optional.of(new Verified(first, first + lines - 1, null));
  }

  private Optional<JsonNode> read(String text) {
    try {
      return Optional.of(json.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private boolean fits(JsonNode line, long number, String before) {
    return line.path("number").asLong(0) == number
        && line.path("before").asString("").equals(before)
        && links.fits(
            number,
            line.path("content").asString(""),
            Replaced.of(line.path("commitment").asString(null), line.path("seal").asString(null)),
            line.path("hash").asString(""),
            before);
  }
}
