package org.sallyport.platform.tables;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.stereotype.Component;

/** All tables, as their owners describe them, by module and in the order in which a module does. */
@Component
public class Tables implements SealedColumn.Source {
  private final List<OwnedTable> all;

  Tables(List<OwnedTables> owners) {
    this.all =
        owners.stream()
            .sorted(Comparator.comparing(owner -> owner.getClass().getName()))
            .flatMap(owner -> owner.tables().stream())
            .toList();
  }

  public List<OwnedTable> all() {
    return all;
  }

  public List<RetainedRows> retained() {
    return each(OwnedTable::retained);
  }

  /** What is copied of a person's data, in the order of the file. */
  public List<CopiedRows> copied() {
    return each(OwnedTable::copied).stream()
        .sorted(Comparator.comparing(CopiedRows::section))
        .toList();
  }

  public List<EndedRows> ended() {
    return each(OwnedTable::ended);
  }

  public List<KeyedRows> keyed() {
    return each(OwnedTable::keyed);
  }

  @Override
  public List<SealedColumn> sealedColumns() {
    return each(OwnedTable::sealed);
  }

  private <T> List<T> each(Function<OwnedTable, ? extends Collection<T>> answer) {
    Stream<T> answers = all.stream().flatMap(table -> answer.apply(table).stream());
    return answers.toList();
  }
}
