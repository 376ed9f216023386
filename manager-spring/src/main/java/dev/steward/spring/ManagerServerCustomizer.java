package dev.steward.spring;

import dev.steward.server.ManagerServer;

/**
 * Beans of this type change the server inside of the application before it is built, after its settings and {@link
 * dev.steward.api.Registered} beans have been applied and in the order that Spring gives them: what settings cannot name, such as functions
 * and factories. Who is told what happens is a bean of its own, {@link dev.steward.server.ServerEvents}, of which there may be several.
 */
@FunctionalInterface
public interface ManagerServerCustomizer {

    /** Changes the server. Called once, on the thread that starts the application. */
    void customize(ManagerServer.Builder server);
}
