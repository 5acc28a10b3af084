package org.sallyport.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The names of tests in Java sources: methods that JUnit runs, and classes with such methods. What
 * is only named in a comment or a text, is disabled, runs under a condition only, is among the long
 * tests, or is in a class that is not run, is none.
 */
final class TestNames {
  /** The classes that Surefire runs. */
  private static final Pattern RUN = Pattern.compile("Test.*|.*Tests?|.*TestCase");

  private static final Pattern NOT_RUN = Pattern.compile("(?:Disabled|EnabledIf|EnabledOn).*");
  private static final Pattern LONG = Pattern.compile("@(?:\\w+\\.)*Tag\\(.*\"long\"\\)");
  private static final Set<String> NESTED = Set.of("Nested", "Group");
  private static final Set<String> TESTS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "TestTemplate",
          "Property",
          "Example");

  private final Set<String> tests = new HashSet<>(TESTS);
  private final Map<String, ClassTree> classes = new HashMap<>();

  private TestNames() {}

  static SortedSet<String> of(Collection<String> sources) {
    TestNames names = new TestNames();
    List<ClassTree> top = names.parse(sources);
    top.forEach(names::register);
    SortedSet<String> all = new TreeSet<>();
    for (ClassTree type : top) {
      if (RUN.matcher(type.getSimpleName()).matches() && !is(type, Modifier.ABSTRACT)) {
        all.addAll(names.run(type));
      }
    }
    return all;
  }

  private List<ClassTree> parse(Collection<String> sources) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach(source -> files.add(new Source("Source" + files.size(), source)));
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, files);
    List<ClassTree> types = new ArrayList<>();
    try {
      for (CompilationUnitTree file : task.parse()) {
        file.getTypeDecls().stream().flatMap(TestNames::asClass).forEach(types::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  /** A source that stands in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Superclasses are found by their simple names; so are annotations that are made of others. */
  private void register(ClassTree type) {
    classes.put(type.getSimpleName().toString(), type);
    if (type.getKind() == Tree.Kind.ANNOTATION_TYPE && isAnnotated(type.getModifiers(), TESTS)) {
      tests.add(type.getSimpleName().toString());
    }
    members(type).forEach(this::register);
  }

  /** The tests that run in a class, in those nested in it, and its own name if there are any. */
  private SortedSet<String> run(ClassTree type) {
    SortedSet<String> names = new TreeSet<>();
    if (isOff(type.getModifiers())) {
      return names;
    }
    for (ClassTree at : withSuperclasses(type)) {
      at.getMembers().stream()
          .filter(MethodTree.class::isInstance)
          .map(MethodTree.class::cast)
          .filter(this::isTest)
          .forEach(method -> names.add(method.getName().toString()));
      members(at)
          .filter(it -> isAnnotated(it.getModifiers(), NESTED) && !is(it, Modifier.STATIC))
          .forEach(it -> names.addAll(run(it)));
    }
    if (!names.isEmpty()) {
      names.add(type.getSimpleName().toString());
    }
    return names;
  }

  private Set<ClassTree> withSuperclasses(ClassTree type) {
    Set<ClassTree> all = new LinkedHashSet<>();
    ClassTree at = type;
    while (at != null && all.add(at)) {
      at = superclass(at);
    }
    return all;
  }

  private boolean isTest(MethodTree method) {
    ModifiersTree modifiers = method.getModifiers();
    return isAnnotated(modifiers, tests)
        && !isOff(modifiers)
        && !modifiers.getFlags().contains(Modifier.PRIVATE)
        && !modifiers.getFlags().contains(Modifier.STATIC);
  }

  private @Nullable ClassTree superclass(ClassTree type) {
    Tree named = type.getExtendsClause();
    if (named instanceof ParameterizedTypeTree generic) {
      named = generic.getType();
    }
    return named == null ? null : classes.get(named.toString().replaceAll(".*\\.", ""));
  }

  private static boolean isOff(ModifiersTree modifiers) {
    return annotations(modifiers).anyMatch(name -> NOT_RUN.matcher(name).matches())
        || modifiers.getAnnotations().stream()
            .anyMatch(it -> LONG.matcher(it.toString()).matches());
  }

  private static boolean isAnnotated(ModifiersTree modifiers, Set<String> with) {
    return annotations(modifiers).anyMatch(with::contains);
  }

  private static Stream<String> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree::getAnnotationType)
        .map(type -> type.toString().replaceAll(".*\\.", ""));
  }

  private static Stream<ClassTree> members(ClassTree type) {
    return type.getMembers().stream().flatMap(TestNames::asClass);
  }

  private static Stream<ClassTree> asClass(Tree tree) {
    return tree instanceof ClassTree type ? Stream.of(type) : Stream.empty();
  }

  private static boolean is(ClassTree type, Modifier modifier) {
    return type.getModifiers().getFlags().contains(modifier);
  }
}
