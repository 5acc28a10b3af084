package org.sallyport.platform.messages;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Messages with elements in them, for templates: {@code th:utext="${#html.of('area.key',
 * argument)}"}. An expression object, because {@code th:utext} refuses access to beans.
 */
@Component
class HtmlMessages extends AbstractDialect implements IExpressionObjectDialect {
  private static final String NAME = "html";

  HtmlMessages() {
    super("messages with elements");
  }

  @Override
  public IExpressionObjectFactory getExpressionObjectFactory() {
    return new Factory();
  }

  /** What templates call. */
  public static final class Html {
    /** See {@link Messages#html}. */
    public String of(String key, @Nullable Object... arguments) {
      return Messages.html(key, arguments);
    }
  }

  private static final class Factory implements IExpressionObjectFactory {
    @Override
    public Set<String> getAllExpressionObjectNames() {
      return Set.of(NAME);
    }

    @Override
    public Html buildObject(IExpressionContext context, String expressionObjectName) {
      return new Html();
    }

    @Override
    public boolean isCacheable(String expressionObjectName) {
      return true;
    }
  }
}
