package org.sallyport.gate.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.imports.file.Column;

/** docs/csv-import.md describes each column. */
class CsvGuideTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @Test
  void describesEveryColumn() throws IOException {
    List<String> described =
        ROW.matcher(Files.readString(Path.of("../docs/csv-import.md")))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Column.values()).map(Column::header).toList());
  }
}
