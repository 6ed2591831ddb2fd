package io.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The size norms and the names of CONTRIBUTING.md. Lower the numbers when the code allows it;
/// never raise them.
class HouseRulesTest {

  private static final List<Path> ROOTS =
      Stream.of("src/main/java", "../sandbox/src/main/java", "../bench/src/main/java")
          .map(Path::of)
          .filter(Files::isDirectory)
          .toList();
  private static final int FILE_LINES_MAX = 200;
  private static final int METHOD_LINES_MAX = 40;
  private static final int LINE_COLUMNS_MAX = 120;
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Impl|Service|Manager|Util|Utils|Helper|Base|Dto)\\.java");

  @Test
  void filesFitAScreenOrTwo() throws IOException {
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).as(file + " lines").hasSizeLessThanOrEqualTo(FILE_LINES_MAX);
      assertThat(lines)
          .as(file + " columns")
          .allMatch(line -> line.length() <= LINE_COLUMNS_MAX, "fits " + LINE_COLUMNS_MAX);
    }
  }

  @Test
  void methodsFitAScreen() throws IOException {
    assertThat(longMethods()).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    for (Path file : sources()) {
      assertThat(file.resolveSibling("package-info.java")).exists();
    }
  }

  @Test
  void noTypeHasAnEmptyName() throws IOException {
    assertThat(sources()).noneMatch(file -> EMPTY_NAME.matcher(file.toString()).matches());
  }

  private static List<String> longMethods() throws IOException {
    List<String> found = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new LongMethods(unit, positions, found).scan(unit, null);
      }
    }
    return found;
  }

  private static final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      LineMap map = unit.getLineMap();
      long lines =
          map.getLineNumber(positions.getEndPosition(unit, method))
              - map.getLineNumber(positions.getStartPosition(unit, method))
              + 1;
      if (lines > METHOD_LINES_MAX) {
        found.add(unit.getSourceFile().getName() + " " + method.getName() + " " + lines);
      }
      return super.visitMethod(method, null);
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : ROOTS) {
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(path -> path.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }
}
