package org.sallyport.gate.personaldata;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import tools.jackson.databind.json.JsonMapper;

/** The two files of an export: one for programs, one for people. */
final class DataFiles {
  /** The most characters of the JSON; rows beyond them are left out, and their section says so. */
  private static final long MAX_LENGTH = 50_000_000;

  private final JsonMapper mapper;
  private final Writer json;
  private final Writer text;
  private long length;
  private long rows;
  private boolean first = true;

  DataFiles(String username, Instant at, JsonMapper mapper, Writer json, Writer text)
      throws IOException {
    this.mapper = mapper;
    this.json = json;
    this.text = text;
    json.append("{\"username\":").append(mapper.writeValueAsString(username));
    json.append(",\"at\":")
        .append(mapper.writeValueAsString(at.toString()))
        .append(",\"sections\":[");
    text.append(Messages.text("settings.data.file.title", username)).append('\n');
    text.append(Messages.text("settings.data.file.lead", at.toString())).append('\n');
  }

  void add(Part part) throws IOException {
    json.append(first ? "\n" : ",\n")
        .append("{\"name\":")
        .append(mapper.writeValueAsString(part.name()));
    json.append(",\"rows\":[");
    first = false;
    String title = Messages.text("settings.data.section." + part.name());
    text.append('\n').append(title).append('\n').append("-".repeat(title.length())).append('\n');
    boolean whole = rows(part);
    boolean cut = part.cut() || !whole;
    json.append("],\"cut\":").append(Boolean.toString(cut)).append('}');
    if (part.rows().isEmpty()) {
      text.append(Messages.text("settings.data.file.nothing")).append('\n');
    }
    if (cut) {
      text.append(Messages.text("settings.data.file.cut")).append('\n');
    }
  }

  /** False if rows were left out. */
  private boolean rows(Part part) throws IOException {
    String between = "\n";
    for (Map<String, @Nullable Object> row : part.rows()) {
      String line = mapper.writeValueAsString(row);
      length += line.length();
      if (length > MAX_LENGTH) {
        return false;
      }
      json.append(between).append(line);
      between = ",\n";
      text(row);
      rows++;
    }
    return true;
  }

  private void text(Map<String, @Nullable Object> row) throws IOException {
    for (Map.Entry<String, @Nullable Object> field : row.entrySet()) {
      String value = Objects.toString(field.getValue(), "");
      if (!value.isEmpty()) {
        text.append(field.getKey().replace('_', ' '))
            .append(": ")
            .append(oneLine(value))
            .append('\n');
      }
    }
    text.append('\n');
  }

  /** A typed text must not look like another field. */
  private static String oneLine(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ");
  }

  /** Ends both files. Returns the number of rows. */
  long end() throws IOException {
    json.append("\n]}\n").flush();
    text.flush();
    return rows;
  }
}
