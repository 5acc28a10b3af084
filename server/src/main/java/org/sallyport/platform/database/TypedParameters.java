package org.sallyport.platform.database;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * Statements whose named parameters may be of {@link Instant}, which PostgreSQL's driver refuses.
 */
@Component
public class TypedParameters extends NamedParameterJdbcTemplate {
  public TypedParameters(JdbcTemplate statements) {
    super(statements);
  }

  @Override
  protected PreparedStatementCreator getPreparedStatementCreator(
      String sql,
      SqlParameterSource parameters,
      @Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
    return super.getPreparedStatementCreator(sql, new Converted(parameters), customizer);
  }

  private record Converted(SqlParameterSource given) implements SqlParameterSource {
    @Override
    public boolean hasValue(String name) {
      return given.hasValue(name);
    }

    @Override
    public @Nullable Object getValue(String name) {
      @Nullable Object value = given.getValue(name);
      return value instanceof Instant at ? Timestamp.from(at) : value;
    }

    @Override
    public int getSqlType(String name) {
      return given.getSqlType(name);
    }

    @Override
    public @Nullable String getTypeName(String name) {
      return given.getTypeName(name);
    }

    @Override
    public String @Nullable [] getParameterNames() {
      return given.getParameterNames();
    }
  }
}
