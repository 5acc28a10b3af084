package org.sallyport.connect.scim.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.ScimRefusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses filters (RFC 7644, figure 1). "not" binds closer than "and", and "and" closer than "or".
 * Length, number of terms and depth are bounded.
 */
public final class FilterParser {
  private static final int MAX_LENGTH = 4_000;
  private static final int MAX_TERMS = 100;
  private static final int MAX_DEPTH = 20;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")|([()\\[\\]])|([A-Za-z0-9_$:.+-]+))");
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> tokens;
  private int at;
  private int terms;
  private int depth;

  private FilterParser(List<String> tokens) {
    this.tokens = tokens;
  }

  /** Parses a whole text. */
  public static Filter parse(String text) throws ScimRefusal {
    FilterParser parser = new FilterParser(tokens(text));
    Filter filter = parser.or();
    if (parser.at < parser.tokens.size()) {
      throw wrong();
    }
    return filter;
  }

  private static List<String> tokens(String text) throws ScimRefusal {
    if (text.length() > MAX_LENGTH) {
      throw wrong();
    }
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text.strip());
    int end = 0;
    while (token.lookingAt()) {
      tokens.add(token.group().strip());
      end = token.end();
      token.region(end, token.regionEnd());
    }
    if (end < text.strip().length() || tokens.isEmpty()) {
      throw wrong();
    }
    return tokens;
  }

  private Filter or() throws ScimRefusal {
    Filter left = and();
    while (takes("or")) {
      left = new Filter.Or(left, and());
    }
    return left;
  }

  private Filter and() throws ScimRefusal {
    Filter left = term();
    while (takes("and")) {
      left = new Filter.And(left, term());
    }
    return left;
  }

  private Filter term() throws ScimRefusal {
    if (++terms > MAX_TERMS) {
      throw wrong();
    }
    if (takes("not")) {
      expect("(");
      return new Filter.Not(grouped(")"));
    }
    return takes("(") ? grouped(")") : expression();
  }

  private Filter grouped(String end) throws ScimRefusal {
    if (++depth > MAX_DEPTH) {
      throw wrong();
    }
    Filter inner = or();
    expect(end);
    depth--;
    return inner;
  }

  private Filter expression() throws ScimRefusal {
    String word = next();
    if (!Character.isLetter(word.charAt(0))) {
      throw wrong();
    }
    AttributeName name = AttributeName.of(word);
    if (takes("[")) {
      return new Filter.Within(name.attribute(), grouped("]"));
    }
    String operator = next();
    if (operator.equalsIgnoreCase("pr")) {
      return new Filter.Present(name);
    }
    Optional<Filter.Operator> known = Filter.Operator.of(operator);
    if (known.isEmpty()) {
      throw wrong();
    }
    return new Filter.Compared(name, known.get(), value(next()));
  }

  /** A JSON value as text; null for null. */
  private static @Nullable String value(String token) throws ScimRefusal {
    if (token.startsWith("\"")) {
      try {
        return JSON.readValue(token, String.class);
      } catch (JacksonException e) {
        throw wrong();
      }
    }
    if (token.equals("null")) {
      return null;
    }
    if (token.matches("(?i)true|false|-?[0-9]+(\\.[0-9]+)?")) {
      return token;
    }
    throw wrong();
  }

  private boolean takes(String word) {
    boolean is = at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    if (is) {
      at++;
    }
    return is;
  }

  private void expect(String word) throws ScimRefusal {
    if (!takes(word)) {
      throw wrong();
    }
  }

  private String next() throws ScimRefusal {
    if (at >= tokens.size()) {
      throw wrong();
    }
    return tokens.get(at++);
  }

  private static ScimRefusal wrong() {
    return ScimRefusal.of(ScimRefusal.Type.INVALID_FILTER, "scim.filter");
  }
}
