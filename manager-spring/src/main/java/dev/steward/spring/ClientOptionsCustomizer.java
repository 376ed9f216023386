package dev.steward.spring;

import dev.steward.client.ClientOptions;

/**
 * Beans of this type change the options of the application's client, after its settings have been applied and in the order that Spring
 * gives them: what settings cannot name, such as classes that may be opened. Who is told what happens is a bean of its own, {@link
 * dev.steward.client.ClientListener}, of which there may be several.
 */
@FunctionalInterface
public interface ClientOptionsCustomizer {

    /** Changes the options. Called once, on the thread that makes the manager. */
    void customize(ClientOptions.Builder options);
}
