package org.sallyport.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * The pool of requests: how it opens its connections, whether it can, and when it replaces them.
 */
@Component
public class RequestConnections implements BeanPostProcessor {
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      RetriedConnections.serve(pool);
    }
    return bean;
  }

  /** Whether the last connection could not be opened; if not, all of them may be in use. */
  public static boolean isFailing(DataSource requests) {
    return requests instanceof HikariDataSource pool
        && pool.getDataSource() instanceof RetriedConnections connections
        && connections.isFailing();
  }

  /** Replaces all connections: where one was lost, the others lead to the same server. */
  public static void replace(DataSource requests) {
    if (requests instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }
}
