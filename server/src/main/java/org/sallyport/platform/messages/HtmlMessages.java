package org.sallyport.platform.messages;

import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Messages with elements in them, for templates: {@code th:utext="${#html.of('area.key',
 * argument)}"}, and the page's language. Expression objects, because {@code th:utext} refuses
 * access to beans.
 */
@Component
class HtmlMessages extends AbstractDialect implements IExpressionObjectDialect {
  private static final String NAME = "html";
  private static final String LANGUAGE = "language";

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

  /** The language of the page, for templates: {@code #language.tag}. */
  public static final class Reader {
    private final IExpressionContext context;

    Reader(IExpressionContext context) {
      this.context = context;
    }

    /** The address of the page, as the browser asked for it; null outside a request. */
    public @Nullable Object getPage() {
      return context instanceof IWebContext web
          ? web.getExchange().getAttributeValue(PageAddress.ATTRIBUTE)
          : null;
    }

    /** The value of the attribute {@code lang}. */
    public String getTag() {
      return Language.current().tag();
    }

    /** The value of the attribute {@code dir}. */
    public String getDirection() {
      return Language.current().direction();
    }

    /** Its name in itself. */
    public String getName() {
      return Language.current().ownName();
    }

    /** Those that the reader can choose. */
    public Collection<Language> getOffered() {
      return Language.offered();
    }

    /** See {@link Messages#number}. */
    public String number(long number) {
      return Messages.number(number);
    }

    /** The text of a time, by the pattern of a key; empty if there is no time. */
    public String time(String key, @Nullable TemporalAccessor at) {
      return at == null ? "" : DateFormats.of(key).format(at);
    }
  }

  private static final class Factory implements IExpressionObjectFactory {
    @Override
    public Set<String> getAllExpressionObjectNames() {
      return Set.of(NAME, LANGUAGE);
    }

    @Override
    public Object buildObject(IExpressionContext context, String expressionObjectName) {
      return expressionObjectName.equals(NAME) ? new Html() : new Reader(context);
    }

    @Override
    public boolean isCacheable(String expressionObjectName) {
      return true;
    }
  }
}
