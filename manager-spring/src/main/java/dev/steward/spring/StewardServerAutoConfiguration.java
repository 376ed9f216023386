package dev.steward.spring;

import dev.steward.admin.AdminEndpoint;
import dev.steward.admin.ServerMeters;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerEvents;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A {@link ManagerServer} inside of the application, by the settings {@code steward.server.*}, if they ask for one and the application
 * makes none itself. It offers the beans with {@link dev.steward.api.Registered}. For Spring Boot; not called by programs.
 */
@AutoConfiguration
@ConditionalOnClass(ManagerServer.class)
@ConditionalOnBooleanProperty("steward.server.enabled")
@ConditionalOnMissingBean(ManagerServer.class)
@EnableConfigurationProperties(StewardServerProperties.class)
public final class StewardServerAutoConfiguration {

    /** Made by Spring. */
    public StewardServerAutoConfiguration() {}

    @Bean
    EmbeddedServer stewardEmbeddedServer(
            StewardServerProperties properties,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<ManagerServerCustomizer> customizers,
            ObjectProvider<ServerEvents> listeners) {
        return new EmbeddedServer(
                properties,
                new RegisteredBeans(beans),
                customizers.orderedStream().toList(),
                listeners.orderedStream().toList());
    }

    /** Closed by the embedded server, in its turn. */
    @Bean(destroyMethod = "")
    ManagerServer stewardServer(EmbeddedServer embedded) {
        return embedded.server();
    }

    /** Has the server seen: over HTTP if the settings ask for it, and by the meters of the application if it has a registry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AdminEndpoint.class)
    static class Admin {

        /** Closed by the server. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        @ConditionalOnProperty("steward.server.admin.port")
        AdminEndpoint stewardAdminEndpoint(StewardServerProperties properties) {
            StewardServerProperties.Admin admin = properties.admin();
            Integer port = admin.port();
            if (port == null) {
                throw new SetupException(
                        "steward.server.admin.port is empty", "Set it to a port, or 0 for a free one.", null);
            }
            AdminEndpoint endpoint = AdminEndpoint.at(admin.hostOrLoopback(), port);
            admin.names().forEach(endpoint::name);
            return endpoint;
        }

        @Bean
        ManagerServerCustomizer stewardAdmin(
                ObjectProvider<AdminEndpoint> endpoints, ObjectProvider<MeterRegistry> registries) {
            @Nullable AdminEndpoint endpoint = endpoints.getIfAvailable();
            @Nullable MeterRegistry registry = registries.getIfUnique();
            return server -> {
                if (endpoint != null) {
                    server.gateway(registry == null ? endpoint : endpoint.registry(registry));
                } else if (registry != null) {
                    server.gateway(ServerMeters.in(registry));
                }
            };
        }
    }

    /** Says what is missing where an admin endpoint was asked for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("steward.server.admin.port")
    @ConditionalOnMissingClass("dev.steward.admin.AdminEndpoint")
    static class NoAdmin {

        NoAdmin() {
            throw new SetupException(
                    "steward.server.admin.port is set, and manager-admin is not on the class path",
                    "Add dev.steward:manager-admin to the dependencies of the application.",
                    null);
        }
    }
}
