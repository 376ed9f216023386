package dev.steward.benchmarks.peers.netty;

import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.Loopback;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.PeerServer;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.peers.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a good network library costs by itself: Netty with epoll at both ends. */
public final class NettyPeer implements Peer {

    static final int LOOPS = 2;

    @Override
    public String name() {
        return "netty";
    }

    @Override
    public String description() {
        return "Netty with epoll at both ends: the reference of asynchronous calls";
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.CALLS, Feature.QUEUES, Feature.PIPELINE, Feature.LOCKS);
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.TCP);
    }

    @Override
    public Set<Boolean> polling() {
        return Set.of(false);
    }

    @Override
    public PeerServer serve(Setup setup) {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, EpollIoHandler.newFactory());
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new NettyServices())
                .bind(Loopback.port(0))
                .syncUninterruptibly()
                .channel();
        return new PeerServer() {
            @Override
            public String address() {
                return Integer.toString(((InetSocketAddress) listening.localAddress()).getPort());
            }

            @Override
            public void close() {
                loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
            }
        };
    }

    @Override
    public PeerClient connect(Setup setup, String address) {
        return new NettyClient(Loopback.port(Integer.parseInt(address)));
    }
}
