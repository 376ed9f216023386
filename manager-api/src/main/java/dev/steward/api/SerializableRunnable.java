package dev.steward.api;

import java.io.Serializable;

/**
 * An action without arguments that another process can run: a method reference or lambda of this type travels as class, method and captured
 * values, which must be values, proxies or managers. Its class must be on the class path.
 *
 * <p>Python twin: a function given as {@code target}.
 */
@FunctionalInterface
public interface SerializableRunnable extends Serializable {

    /** Runs. */
    void run() throws Exception;
}
