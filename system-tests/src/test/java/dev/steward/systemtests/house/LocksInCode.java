package dev.steward.systemtests.house;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Which locks there are in code: {@code Class} for the monitor of a class's own objects or of itself, {@code Class.name} for
 * a lock in a variable and for the monitor of what a variable holds. The class is the outermost one, which has the file.
 */
final class LocksInCode {

    private static final Set<String> TYPES =
            Set.of("Lock", "ReadWriteLock", "ReentrantLock", "ReentrantReadWriteLock", "Semaphore", "StampedLock");

    private LocksInCode() {}

    /** Returns each lock with the first place where it is. */
    static Map<String, String> in(List<ParsedSource> sources) {
        Map<String, String> found = new TreeMap<>();
        sources.forEach(source -> look(source, found));
        return found;
    }

    private static void look(ParsedSource source, Map<String, String> found) {
        String type = source.outermostClass();
        boolean[] holds = new boolean[1];
        VariableTree[] condition = new VariableTree[1];
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            private void note(String lock, Tree where) {
                found.putIfAbsent(lock, source.place(where));
                holds[0] = true;
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
                    note(type, method);
                }
                return super.visitMethod(method, nothing);
            }

            @Override
            public @Nullable Void visitSynchronized(SynchronizedTree block, @Nullable Void nothing) {
                String held = block.getExpression().toString().replaceAll("[() ]|\\bthis\\.", "");
                boolean own = held.equals("this") || held.endsWith(".this") || held.endsWith(".class");
                note(own ? type : type + "." + held, block);
                return super.visitSynchronized(block, nothing);
            }

            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                String kind = String.valueOf(variable.getType());
                kind = kind.substring(kind.lastIndexOf('.') + 1);
                // A parameter is a lock of somebody else, or of a user.
                boolean parameter = variable.getInitializer() == null
                        && getCurrentPath().getParentPath().getLeaf() instanceof MethodTree;
                if (TYPES.contains(kind) && !parameter) {
                    note(type + "." + variable.getName(), variable);
                } else if (kind.equals("Condition") && !parameter) {
                    condition[0] = variable;
                }
                return super.visitVariable(variable, nothing);
            }
        }.scan(source.unit(), null);
        if (!holds[0] && condition[0] != null) {
            // Its lock is that of another class, which it waits in all the same.
            found.put(type + "." + condition[0].getName(), source.place(condition[0]));
        }
    }
}
