package org.sallyport.platform.tracing;

import java.util.Map;
import org.sallyport.testing.TestSettings;

/** The settings of a test, with a collector that gets every trace. */
public class TracedSettings extends TestSettings {
  static final Collector COLLECTOR = new Collector();

  @Override
  protected Map<String, Object> address() {
    return Map.of(TracingProperties.URL, COLLECTOR.url(), TracingProperties.PREFIX + ".share", 1);
  }

  /** The same with a collector that never answers. */
  public static final class OfADeadCollector extends TestSettings {
    private static final Collector SILENT = Collector.silent();

    @Override
    protected Map<String, Object> address() {
      return Map.of(TracingProperties.URL, SILENT.url(), TracingProperties.PREFIX + ".share", 1);
    }
  }

  /** The same without a share: nothing is traced, unless a client could ask for it. */
  public static final class WithoutAShare extends TestSettings {
    static final Collector COLLECTOR = new Collector();

    @Override
    protected Map<String, Object> address() {
      return Map.of(TracingProperties.URL, COLLECTOR.url(), TracingProperties.PREFIX + ".share", 0);
    }
  }
}
