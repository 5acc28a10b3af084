package org.sallyport.edge.web.faults;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sallyport.platform.database.RequestConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers requests that waited for too long, or whose database is away. It says which it was: to
 * whom tried once, "too many tries" would be wrong.
 */
@Component
class BusyAnswers {
  static final String METRIC = "sallyport.busy";

  private static final Logger LOG = LoggerFactory.getLogger(BusyAnswers.class);
  private static final int ROW_SECONDS = 1;
  private static final int CONNECTION_SECONDS = 5;
  private static final int AWAY_SECONDS = 10;

  private final DataSource requests;
  private final MeterRegistry meters;

  BusyAnswers(DataSource requests, MeterRegistry meters) {
    this.requests = requests;
    this.meters = meters;
    meters.counter(METRIC, "reason", "row");
    meters.counter(METRIC, "reason", "connections");
  }

  /** Answers 429 to a request that waited too long for a locked row (rule 13). */
  void row(HttpServletRequest request, HttpServletResponse response, Throwable fault)
      throws IOException {
    meters.counter(METRIC, "reason", "row").increment();
    LOG.warn("a request waited too long for a row: {}", where(fault));
    answer(request, response, HttpStatus.TOO_MANY_REQUESTS, ROW_SECONDS);
  }

  /** Answers 503 to a request that got no connection in time, or that met no database. */
  void database(HttpServletRequest request, HttpServletResponse response, Throwable fault)
      throws IOException {
    if (isPoolInUse(fault)) {
      meters.counter(METRIC, "reason", "connections").increment();
      LOG.warn("all connections to the database are in use: {}", fault.getMessage());
      answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, CONNECTION_SECONDS);
    } else {
      LOG.error("no database: {}", NestedExceptionUtils.getMostSpecificCause(fault).toString());
      RequestConnections.replace(requests);
      answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, AWAY_SECONDS);
    }
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, int seconds)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
    request.setAttribute("retryAfterSeconds", seconds);
    request.setAttribute("busy", true);
    response.sendError(status.value());
  }

  /**
   * Whether the pool has connections and all are in use. If it could not open one, its exception
   * has the reason as its cause, unless it is still trying.
   */
  private boolean isPoolInUse(Throwable fault) {
    Throwable last = NestedExceptionUtils.getMostSpecificCause(fault);
    return last instanceof SQLTransientConnectionException
        && !RequestConnections.isFailing(requests);
  }

  /** The relation, as PostgreSQL names it; no value of the row. */
  private static String where(Throwable fault) {
    if (NestedExceptionUtils.getMostSpecificCause(fault) instanceof PSQLException refusal) {
      ServerErrorMessage message = refusal.getServerErrorMessage();
      return message == null || message.getWhere() == null
          ? String.valueOf(refusal.getSQLState())
          : message.getWhere().lines().findFirst().orElse("");
    }
    return fault.getClass().getSimpleName();
  }
}
