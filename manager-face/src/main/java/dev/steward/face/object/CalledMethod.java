package dev.steward.face.object;

import dev.steward.vocabulary.Operation;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The method that the user called, for a message: several methods share an operation, such as {@code lock()} and {@code
 * hold()}. It is read off the stack of the thread that fails, which costs nothing to calls that do not. Where a call
 * fails on another thread than its caller's, as those of futures do, the operation stands for it. Stateless.
 */
final class CalledMethod {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String FACES = "dev.steward.face.";

    /** What runs the callbacks, on threads that no user has called anything on. */
    private static final String CALLBACKS = "dev.steward.face.callback.";

    /** What stands between a face and its object. */
    private static final List<String> WAYS =
            List.of("dev.steward.client.", "dev.steward.server.", "dev.steward.process.", "dev.steward.protocol.");
    /** What every face goes through, whatever was called. */
    private static final Set<Class<?>> COMMON = Set.of(CalledMethod.class, ObjectCaller.class, Face.class);

    private CalledMethod() {}

    /** Returns the method with its parentheses, or the words of the operation. */
    static String of(Operation operation) {
        return STACK.walk(CalledMethod::outermost).orElseGet(() -> wordsOf(operation));
    }

    /** Names an object, and the method with its parentheses if it is being called by this thread. */
    static String of(String label) {
        return STACK.walk(CalledMethod::outermost)
                .map(method -> label + ", " + method)
                .orElse(label);
    }

    private static Optional<String> outermost(Stream<StackFrame> frames) {
        List<StackFrame> ours = frames.takeWhile(
                        frame -> isFace(frame.getDeclaringClass()) || isWay(frame.getClassName()))
                .toList();
        if (ours.stream().anyMatch(frame -> frame.getClassName().startsWith(CALLBACKS))) {
            return Optional.empty();
        }
        return ours.stream()
                .filter(frame -> isFace(frame.getDeclaringClass())
                        && !COMMON.contains(frame.getDeclaringClass())
                        && isNamed(frame.getMethodName()))
                .reduce((inner, outer) -> outer)
                .map(frame -> frame.getMethodName() + "()");
    }

    /** Whoever has a package of the same name is a user all the same. */
    private static boolean isFace(Class<?> type) {
        return type.getName().startsWith(FACES) && type.getProtectionDomain() == Face.class.getProtectionDomain();
    }

    private static boolean isWay(String className) {
        return WAYS.stream().anyMatch(className::startsWith);
    }

    private static boolean isNamed(String method) {
        return !method.contains("$") && !method.startsWith("<");
    }

    /** Returns for instance {@code setSlice} for LIST_SET_SLICE. */
    private static String wordsOf(Operation operation) {
        StringBuilder words = new StringBuilder();
        String name = operation.name();
        boolean upper = false;
        for (int i = name.indexOf('_') + 1; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter != '_') {
                words.append(upper ? letter : Character.toLowerCase(letter));
            }
            upper = letter == '_';
        }
        return words.toString();
    }
}
