package org.sallyport.platform.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditExportFormsTest {
  private static final UUID SOMEBODY = UUID.randomUUID();
  private static final UUID ACTOR = UUID.randomUUID();

  @Test
  void csvIsThatOfRfc4180() throws IOException {
    StringBuilder out = new StringBuilder();
    AuditCsv.header(out);
    AuditCsv.line(out, event("Firefox, \"beta\"\non Windows", null), "jdoe");
    assertThat(out).startsWith("number,id,at,type,").endsWith("\r\n");
    List<CSVRecord> records =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(out.toString()))
            .getRecords();
    assertThat(records)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("at")).isEqualTo("2026-11-24T09:00:00.001Z");
              assertThat(line.get("browser")).isEqualTo("Firefox, \"beta\"\non Windows");
              assertThat(line.get("account")).isEqualTo(SOMEBODY.toString());
              assertThat(line.get("username")).isEqualTo("jdoe");
              assertThat(line.get("actor")).isEmpty();
              assertThat(line.get("actor_account")).isEmpty();
              assertThat(line.get("details")).isEqualTo("{\"tag\": \"K7\"}");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"https://evil.example\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\uFF1D1+1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20A1"
      })
  void M03_noCellIsAFormula(String hostile) throws IOException {
    StringBuilder out = new StringBuilder();
    AuditCsv.line(out, event(hostile, hostile), hostile);
    CSVRecord line =
        CSVFormat.RFC4180.parse(new StringReader(out.toString())).getRecords().getFirst();
    assertThat(line).hasSize(12).filteredOn(cell -> cell.contains(hostile)).hasSize(3);
    assertThat(line).filteredOn(cell -> cell.contains(hostile)).allMatch(it -> it.startsWith("'"));
  }

  @Test
  void jsonIsOneLineWhateverTheEventContains() {
    AuditJson json = new AuditJson(JsonMapper.builder().build());
    String hostile = "a\r\nb\"}\u0000\u001b[2J\u2028é\u202e漢";
    String line = json.line(event(hostile, hostile), null);
    assertThat(line).doesNotContain("\n", "\r", "\u0000", "\u001b");
    JsonNode read = JsonMapper.builder().build().readTree(line);
    assertThat(read.path("browser").asString()).isEqualTo(hostile);
    assertThat(read.path("actor").asString()).isEqualTo(hostile);
    assertThat(read.path("actorAccount").asString()).isEqualTo(ACTOR.toString());
    assertThat(read.path("number").asLong()).isEqualTo(7);
    assertThat(read.path("details").path("tag").asString()).isEqualTo("K7");
    assertThat(read.has("username")).isFalse();
  }

  private static AuditRecord event(String browser, @Nullable String actor) {
    return new AuditRecord(
        12,
        Instant.parse("2026-11-24T09:00:00.001Z"),
        "CodeEvent.Sent",
        new AccountId(SOMEBODY),
        new SignInId(UUID.randomUUID()),
        "192.0.2.7",
        browser,
        actor,
        actor == null ? null : new AccountId(ACTOR),
        "{\"tag\": \"K7\"}",
        7,
        "6b31");
  }
}
