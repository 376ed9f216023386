package dev.steward.systemtests.house;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Which names code gives to threads. What is known only when the program runs, such as a number, is {@value #OPEN}. A name
 * that a method or constructor is given is followed to whoever calls it.
 */
final class ThreadNames {

    /** Stands in a name for what differs from thread to thread. */
    static final String OPEN = "<>";

    /** The place of a thread that has no name of its own in a table. */
    private static final String NAMELESS = "a thread without a name";

    private static final int DEEPEST = 8;

    /** Methods of Executors with how many arguments they have when none makes the threads. */
    private static final Map<String, Integer> EXECUTORS = Map.of(
            "newCachedThreadPool", 0,
            "newFixedThreadPool", 1,
            "newScheduledThreadPool", 1,
            "newSingleThreadExecutor", 0,
            "newSingleThreadScheduledExecutor", 0,
            "newVirtualThreadPerTaskExecutor", 0);

    private final List<ParsedSource> sources;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, ClassTree> classes = new TreeMap<>();
    private final Map<String, String> found = new TreeMap<>();

    private ThreadNames(List<ParsedSource> sources) {
        this.sources = sources;
    }

    /** A call of a method or constructor: its name, or the class that is made; its arguments; where it is. */
    private record Call(
            ParsedSource source,
            String name,
            boolean constructor,
            TreePath path,
            List<? extends ExpressionTree> arguments) {}

    /** Returns each name with the place that gives it; places without a name have the place in the name. */
    static Map<String, String> in(List<ParsedSource> sources) {
        ThreadNames names = new ThreadNames(sources);
        sources.forEach(names::index);
        names.calls.forEach(names::look);
        return names.found;
    }

    private void index(ParsedSource source) {
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                classes.putIfAbsent(type.getSimpleName().toString(), type);
                return super.visitClass(type, nothing);
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                String name = lastName(call.getMethodSelect());
                ClassTree within = enclosing(ClassTree.class, getCurrentPath());
                boolean constructor = name.equals("super") || name.equals("this");
                if (constructor && within != null) {
                    name = name.equals("super")
                            ? lastName(within.getExtendsClause())
                            : within.getSimpleName().toString();
                }
                calls.add(new Call(source, name, constructor, getCurrentPath(), call.getArguments()));
                return super.visitMethodInvocation(call, nothing);
            }

            @Override
            public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
                calls.add(
                        new Call(source, lastName(made.getIdentifier()), true, getCurrentPath(), made.getArguments()));
                return super.visitNewClass(made, nothing);
            }
        }.scan(source.unit(), null);
    }

    private void look(Call call) {
        List<? extends ExpressionTree> arguments = call.arguments();
        if (call.constructor()) {
            switch (call.name()) {
                case "Thread", "FastThreadLocalThread" -> named(call, nameOfThread(arguments), "");
                case "DefaultThreadFactory" -> {
                    if (!makesThreadsItself(call)) {
                        // Netty puts the number of the factory and that of the thread behind the name.
                        named(call, arguments.isEmpty() ? null : arguments.get(0), "-" + OPEN + "-" + OPEN);
                    }
                }
                case "ForkJoinPool" -> nameless(call, true);
                case "Timer" -> nameless(call, !classes.containsKey("Timer"));
                case "MultiThreadIoEventLoopGroup" -> nameless(call, arguments.size() < 3);
                case "ThreadPoolExecutor", "ScheduledThreadPoolExecutor" ->
                    nameless(call, arguments.size() < 6 && !isCalledNear(call, "setThreadFactory"));
                default -> {}
            }
            return;
        }
        String receiver = receiver(call);
        switch (call.name()) {
            case "setName" -> named(call, arguments.size() == 1 ? arguments.get(0) : null, "");
            case "name" -> {
                if (receiver.matches("(?s).*\\bof(Virtual|Platform)\\(\\).*") && !arguments.isEmpty()) {
                    named(call, arguments.get(0), arguments.size() > 1 ? OPEN : "");
                }
            }
            case "newThread" -> {
                if (receiver.equals("super") && arguments.size() == 2) {
                    named(call, arguments.get(1), "");
                }
            }
            case "create" -> {
                if (receiver.matches("(.*\\.)?Cleaner") && arguments.isEmpty()) {
                    note("Cleaner-" + OPEN, call);
                }
            }
            case "startVirtualThread" -> nameless(call, true);
            default ->
                nameless(
                        call,
                        receiver.matches("(.*\\.)?Executors")
                                && EXECUTORS.getOrDefault(call.name(), -1) == arguments.size());
        }
    }

    private static @Nullable ExpressionTree nameOfThread(List<? extends ExpressionTree> arguments) {
        return switch (arguments.size()) {
            case 0 -> null;
            case 1 -> isText(arguments.get(0)) ? arguments.get(0) : null;
            case 2 -> arguments.get(1);
            default -> arguments.get(2);
        };
    }

    private static boolean isText(ExpressionTree argument) {
        return argument instanceof LiteralTree
                || argument instanceof BinaryTree
                || (argument instanceof IdentifierTree name
                        && name.getName().toString().toLowerCase(Locale.ROOT).contains("name"));
    }

    /** A subclass that overrides newThread gives the names there. */
    private static boolean makesThreadsItself(Call call) {
        ClassTree within = enclosing(ClassTree.class, call.path());
        return call.path().getLeaf() instanceof MethodInvocationTree
                && within != null
                && within.getMembers().stream()
                        .anyMatch(member -> member instanceof MethodTree method
                                && method.getName().contentEquals("newThread")
                                && method.getParameters().size() == 2);
    }

    private boolean isCalledNear(Call call, String method) {
        return calls.stream()
                .anyMatch(
                        other -> other.source() == call.source() && other.name().equals(method));
    }

    private void named(Call call, @Nullable ExpressionTree name, String behind) {
        if (name == null) {
            nameless(call, true);
            return;
        }
        for (String text : mostOpen(evaluate(call.source(), new TreePath(call.path(), name), 0))) {
            String whole = (text + behind).replaceAll("(" + OPEN + ")+", OPEN);
            if (whole.equals(OPEN)) {
                nameless(call, true);
            } else {
                note(whole, call);
            }
        }
    }

    /** Leaves out what another one stands for as well, such as a default where the program may choose. */
    private static List<String> mostOpen(Set<String> texts) {
        return texts.stream()
                .filter(text -> texts.stream().noneMatch(other -> !other.equals(text) && text.matches(pattern(other))))
                .toList();
    }

    private static String pattern(String name) {
        return "\\Q" + name.replace(OPEN, "\\E.*\\Q") + "\\E";
    }

    private void nameless(Call call, boolean really) {
        if (really) {
            note(NAMELESS + " at " + place(call), call);
        }
    }

    private void note(String name, Call call) {
        found.merge(name, place(call), (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    private static String place(Call call) {
        return call.source().place(call.path().getLeaf());
    }

    /** Returns what a text can be, with {@link #OPEN} for each part that is not known. */
    private Set<String> evaluate(ParsedSource source, TreePath path, int depth) {
        Tree part = path.getLeaf();
        if (depth > DEEPEST) {
            return Set.of(OPEN);
        }
        if (part instanceof LiteralTree literal) {
            return Set.of(String.valueOf(literal.getValue()));
        } else if (part instanceof ParenthesizedTree inner) {
            return evaluate(source, new TreePath(path, inner.getExpression()), depth);
        } else if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            Set<String> both = new HashSet<>();
            for (String left : evaluate(source, new TreePath(path, sum.getLeftOperand()), depth)) {
                for (String right : evaluate(source, new TreePath(path, sum.getRightOperand()), depth)) {
                    both.add(left + right);
                }
            }
            return both;
        } else if (part instanceof ConditionalExpressionTree choice) {
            Set<String> either = new HashSet<>(evaluate(source, new TreePath(path, choice.getTrueExpression()), depth));
            either.addAll(evaluate(source, new TreePath(path, choice.getFalseExpression()), depth));
            return either;
        } else if (part instanceof IdentifierTree name) {
            return valuesOf(source, name.getName().toString(), path, depth + 1);
        } else if (part instanceof MemberSelectTree select
                && select.getExpression().toString().equals("this")) {
            return ofField(source, select.getIdentifier().toString(), path, depth + 1);
        } else if (part instanceof MethodInvocationTree call && call.getMethodSelect() instanceof IdentifierTree own) {
            return ofMethod(
                    source, own.getName().toString(), call.getArguments().size(), path, depth + 1);
        }
        return Set.of(OPEN);
    }

    /** What a local variable, a parameter or a field can be. */
    private Set<String> valuesOf(ParsedSource source, String name, TreePath path, int depth) {
        for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof LambdaExpressionTree lambda
                    && lambda.getParameters().stream()
                            .anyMatch(parameter -> parameter.getName().contentEquals(name))) {
                return Set.of(OPEN);
            }
            if (at.getLeaf() instanceof MethodTree method) {
                TreePath local = declaredIn(at, name);
                if (local != null && local.getLeaf() instanceof VariableTree variable) {
                    ExpressionTree value = variable.getInitializer();
                    return value == null ? Set.of(OPEN) : evaluate(source, new TreePath(local, value), depth);
                }
                for (int i = 0; i < method.getParameters().size(); i++) {
                    if (method.getParameters().get(i).getName().contentEquals(name)) {
                        return ofParameter(source, method, at, i, depth);
                    }
                }
            }
        }
        return ofField(source, name, path, depth);
    }

    private static @Nullable TreePath declaredIn(TreePath method, String name) {
        TreePath[] found = new TreePath[1];
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                if (variable.getName().contentEquals(name)
                        && !(getCurrentPath().getParentPath().getLeaf() instanceof MethodTree)
                        && !(getCurrentPath().getParentPath().getLeaf() instanceof LambdaExpressionTree)) {
                    found[0] = getCurrentPath();
                }
                return super.visitVariable(variable, nothing);
            }
        }.scan(method, null);
        return found[0];
    }

    private Set<String> ofParameter(ParsedSource source, MethodTree method, TreePath at, int index, int depth) {
        ClassTree within = enclosing(ClassTree.class, at);
        boolean constructor = method.getName().contentEquals("<init>");
        String name = constructor && within != null
                ? within.getSimpleName().toString()
                : method.getName().toString();
        boolean isPrivate = method.getModifiers().getFlags().contains(Modifier.PRIVATE);
        Set<String> values = new HashSet<>();
        for (Call call : calls) {
            if (call.constructor() == constructor
                    && (call.source() == source || !isPrivate)
                    && call.name().equals(name)
                    && call.arguments().size() == method.getParameters().size()) {
                values.addAll(evaluate(
                        call.source(),
                        new TreePath(call.path(), call.arguments().get(index)),
                        depth));
            }
        }
        return values.isEmpty() ? Set.of(OPEN) : values;
    }

    /** What is assigned to a field of the class around. */
    private Set<String> ofField(ParsedSource source, String name, TreePath path, int depth) {
        Set<String> values = new HashSet<>();
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (!(at.getLeaf() instanceof ClassTree type)) {
                continue;
            }
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field && field.getName().contentEquals(name)) {
                    TreePath declared = new TreePath(at, field);
                    ExpressionTree value = field.getInitializer();
                    if (value != null) {
                        values.addAll(evaluate(source, new TreePath(declared, value), depth));
                    }
                    values.addAll(assigned(source, at, name, depth));
                    return values.isEmpty() ? Set.of(OPEN) : values;
                }
            }
        }
        return Set.of(OPEN);
    }

    private Set<String> assigned(ParsedSource source, TreePath type, String name, int depth) {
        Set<String> values = new HashSet<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void nothing) {
                if (lastName(assignment.getVariable()).equals(name)) {
                    values.addAll(evaluate(source, new TreePath(getCurrentPath(), assignment.getExpression()), depth));
                }
                return super.visitAssignment(assignment, nothing);
            }
        }.scan(type, null);
        return values;
    }

    /** What a method of the class around returns. */
    private Set<String> ofMethod(ParsedSource source, String name, int arguments, TreePath path, int depth) {
        Set<String> values = new HashSet<>();
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree type) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof MethodTree method
                            && method.getName().contentEquals(name)
                            && method.getParameters().size() == arguments) {
                        values.addAll(returned(source, new TreePath(at, method), depth));
                    }
                }
            }
        }
        return values.isEmpty() ? Set.of(OPEN) : values;
    }

    private Set<String> returned(ParsedSource source, TreePath method, int depth) {
        Set<String> values = new HashSet<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitReturn(ReturnTree returned, @Nullable Void nothing) {
                ExpressionTree value = returned.getExpression();
                if (value != null) {
                    values.addAll(evaluate(source, new TreePath(getCurrentPath(), value), depth));
                }
                return super.visitReturn(returned, nothing);
            }

            @Override
            public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void nothing) {
                return null;
            }
        }.scan(method, null);
        return values;
    }

    private static String receiver(Call call) {
        return call.path().getLeaf() instanceof MethodInvocationTree invocation
                        && invocation.getMethodSelect() instanceof MemberSelectTree select
                ? select.getExpression().toString()
                : "";
    }

    private static String lastName(@Nullable Tree name) {
        String text = name == null ? "" : name.toString().replaceAll("(?s)<.*>", "");
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private static <T extends Tree> @Nullable T enclosing(Class<T> kind, TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (kind.isInstance(at.getLeaf())) {
                return kind.cast(at.getLeaf());
            }
        }
        return null;
    }
}
