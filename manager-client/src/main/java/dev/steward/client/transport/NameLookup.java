package dev.steward.client.transport;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;

/**
 * Looks the names of hosts up as Netty's own does, on the loop that connects, but keeps nothing: so nobody has to be told
 * when that loop ends. Netty tells it on a thread that is no daemon and stays for a second, for which the JVM of a program
 * would wait that closes its manager and ends. Any thread.
 */
final class NameLookup extends AddressResolverGroup<InetSocketAddress> {

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new DefaultNameResolver(executor).asAddressResolver();
    }

    @Override
    public AddressResolver<InetSocketAddress> getResolver(EventExecutor executor) {
        return newResolver(executor);
    }
}
