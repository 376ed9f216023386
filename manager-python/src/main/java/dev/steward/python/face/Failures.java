package dev.steward.python.face;

import dev.steward.protocol.message.Reply;
import dev.steward.vocabulary.Status;

/** What becomes of an answer of the server that no method expects. */
final class Failures {

    private Failures() {}

    static PythonError of(Reply reply) {
        String sentence =
                reply.value().isText() ? reply.value().asText() : reply.value().toString();
        return switch (reply.status()) {
            case USER_EXCEPTION -> JavaFailure.of(reply.value());
            case BAD_ARGUMENT -> PythonError.type(sentence);
            case OVERLOADED, TOO_LARGE -> PythonError.builtin("MemoryError", sentence);
            case INDEX -> PythonError.builtin("IndexError", sentence);
            case NOT_COMPARABLE, WRONG_TYPE -> PythonError.type(sentence);
            case OUT_OF_RANGE -> PythonError.builtin("OverflowError", sentence);
            case FORBIDDEN -> PythonError.builtin("PermissionError", sentence);
            case NO_SUCH_OBJECT -> PythonError.words("KeyError: " + sentence);
            default ->
                PythonError.words(
                        (reply.status() == Status.INTERNAL ? "SystemError" : "RuntimeError") + ": " + sentence);
        };
    }
}
