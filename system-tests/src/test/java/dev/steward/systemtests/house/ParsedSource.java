package dev.steward.systemtests.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One source file as the compiler's own parser reads it: what a regular expression would miss or find too much of, such as
 * words in comments, is told apart. Names are not resolved.
 *
 * @param unit the tree of the file
 * @param positions where its parts stand
 */
record ParsedSource(CompilationUnitTree unit, SourcePositions positions) {

    /** Parses files, which need not compile as a whole. */
    static List<ParsedSource> parse(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<ParsedSource> parsed = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                parsed.add(new ParsedSource(unit, positions));
            }
            return parsed;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the file's name without its ending: that of its outermost class. */
    String outermostClass() {
        String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** Returns the package that it is in. */
    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    /** Returns file and line of a part of it, for a message. */
    String place(Tree part) {
        long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, part));
        return ProjectTree.root().relativize(Path.of(unit.getSourceFile().toUri())) + ":" + line;
    }
}
