package dev.steward.server;

import dev.steward.server.registry.Registration;

/**
 * Makes what a server runs of what a user registered. The casts hold because a registration converts the arguments to the
 * classes that were named with the function before it runs.
 */
final class RegisteredBody {

    private RegisteredBody() {}

    @SuppressWarnings("unchecked")
    static <A> Registration.Body of(Function1<A, ?> function) {
        return arguments -> function.apply((A) arguments[0]);
    }

    @SuppressWarnings("unchecked")
    static <A, B> Registration.Body of(Function2<A, B, ?> function) {
        return arguments -> function.apply((A) arguments[0], (B) arguments[1]);
    }

    @SuppressWarnings("unchecked")
    static <A, B, C> Registration.Body of(Function3<A, B, C, ?> function) {
        return arguments -> function.apply((A) arguments[0], (B) arguments[1], (C) arguments[2]);
    }
}
