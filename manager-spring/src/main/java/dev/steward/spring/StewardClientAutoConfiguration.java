package dev.steward.spring;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * A {@link SyncManager} for the application, if it makes none itself: connected when a bean first wants it, by the settings {@code
 * steward.client.*}, and closed when the application ends. For Spring Boot; not called by programs.
 */
@AutoConfiguration
@EnableConfigurationProperties(StewardClientProperties.class)
public final class StewardClientAutoConfiguration {

    /** Made by Spring. */
    public StewardClientAutoConfiguration() {}

    @Bean
    static SharedObjectBeans stewardSharedObjectBeans() {
        return new SharedObjectBeans();
    }

    /** The client, where the application has not its own manager. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(SyncManager.class)
    static class Client {

        @Bean
        ConnectedClient stewardClient(
                StewardClientProperties properties,
                Environment environment,
                ObjectProvider<OwnServer> ownServer,
                ObjectProvider<ClientOptionsCustomizer> customizers,
                ObjectProvider<ClientListener> listeners) {
            return new ConnectedClient(
                    properties,
                    environment.getProperty("spring.application.name"),
                    ownServer::getIfAvailable,
                    customizers.orderedStream().toList(),
                    listeners.orderedStream().toList());
        }

        /** Closed by the client, in its turn. */
        @Bean(destroyMethod = "")
        @Lazy
        SyncManager stewardManager(ConnectedClient client) {
            return client.connect();
        }
    }

    /** Says what is missing where a server was asked for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("steward.server.enabled")
    @ConditionalOnMissingClass("dev.steward.server.ManagerServer")
    static class NoServer {

        NoServer() {
            throw new SetupException(
                    "steward.server.enabled is true, and manager-server is not on the class path",
                    "Add dev.steward:manager-server to the dependencies of the application.",
                    null);
        }
    }
}
